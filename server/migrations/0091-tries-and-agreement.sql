-- access: tries at what can be guessed, counted for all nodes together and over a restart. `key_hash` is a keyed hash; a row counts until `full_at`, when all tries are there again, and goes after it.
-- What is tried before any company is known lies under an id that no company has, so that nothing tells a known address from an unknown one: no reference to `workspaces`.
CREATE TABLE counted_tries (
  workspace_id parley_id NOT NULL,
  key_hash text COLLATE "C" NOT NULL CHECK (length(key_hash) >= 32),
  full_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key_hash)
);
CREATE INDEX counted_tries_past ON counted_tries (workspace_id, full_at);
SELECT parley_protect('counted_tries', 'SELECT, INSERT, UPDATE, DELETE');

-- departure: whether somebody who answers for privacy was one of those who agreed to an export. Of those that are there already nobody knows: they wait for such a person where there is one.
ALTER TABLE workspace_exports ADD COLUMN privacy_agreed boolean NOT NULL DEFAULT false;
