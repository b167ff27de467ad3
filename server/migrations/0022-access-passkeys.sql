-- Passkeys of staff, challenges that were answered, and what a session says of itself: by which proof, on what kind of device, and when it was last proven.

-- `credential` (the id that the browser asks for) and `name` lie sealed under the key of their owner; the public key opens nothing.
CREATE TABLE passkeys (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  name bytea NOT NULL,
  credential bytea NOT NULL,
  credential_hash text COLLATE "C" NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL CHECK (counter >= 0),
  added_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, credential_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX passkeys_staff ON passkeys (workspace_id, staff_id);
SELECT parley_protect('passkeys', 'SELECT, INSERT, UPDATE, DELETE');

-- A challenge is good once: whoever answers it writes it down in the transaction that its answer opens. Unanswered ones are never stored.
CREATE TABLE spent_challenges (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  challenge_hash text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, challenge_hash)
);
SELECT parley_protect('spent_challenges', 'SELECT, INSERT, DELETE');

-- Sessions from before must be proven anew before a dangerous act.
ALTER TABLE sessions
  ADD COLUMN proven_by text NOT NULL DEFAULT 'password' CHECK (proven_by IN ('password', 'totp', 'recovery-code', 'passkey', 'invitation')),
  ADD COLUMN proven_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN device text NOT NULL DEFAULT 'other/other' CHECK (device ~ '^[a-z]{2,10}/[a-z]{2,10}$');
