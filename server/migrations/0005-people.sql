-- Data subjects, the identities by which channels know them, merges that can be taken apart, and codes that prove an identity.

CREATE TABLE people (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  created_at timestamptz NOT NULL,
  name bytea,
  language bytea,
  merged_into parley_id CHECK (merged_into <> id),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, merged_into) REFERENCES people
);
CREATE INDEX people_merged ON people (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
SELECT parley_protect('people', 'SELECT, INSERT, UPDATE, DELETE');

-- The same value may stand here for several people: anyone can claim an address. `wire`: a message came from it; `claimed`: somebody said so.
-- The blind index is cut short and finds candidates; rows whose values were compared and are equal share a random `value_id`.
CREATE TABLE identities (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'phone', 'visitor', 'account')),
  blind_index bytea NOT NULL,
  value_id parley_id NOT NULL,
  value bytea NOT NULL,
  source text NOT NULL CHECK (source IN ('wire', 'claimed')),
  proved_at timestamptz,
  proof text,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people,
  CHECK ((proved_at IS NULL) = (proof IS NULL))
);
CREATE INDEX identities_blind ON identities (workspace_id, kind, blind_index);
CREATE INDEX identities_value ON identities (workspace_id, value_id);
CREATE INDEX identities_person ON identities (workspace_id, person_id);
SELECT parley_protect('identities', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE merges (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  into_id parley_id NOT NULL,
  from_id parley_id NOT NULL,
  proof text NOT NULL,
  reason bytea,
  decided_by text NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, into_id) REFERENCES people,
  FOREIGN KEY (workspace_id, from_id) REFERENCES people
);
CREATE INDEX merges_into ON merges (workspace_id, into_id);
CREATE INDEX merges_from ON merges (workspace_id, from_id);
SELECT parley_protect('merges', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE codes (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  identity_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  use text NOT NULL CHECK (use IN ('proof', 'entry')),
  code_hash text COLLATE "C" NOT NULL,
  code bytea NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries int NOT NULL DEFAULT 0,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identities ON DELETE CASCADE
);
CREATE INDEX codes_identity ON codes (workspace_id, identity_id, made_at);
CREATE INDEX codes_expiry ON codes (workspace_id, expires_at);
SELECT parley_protect('codes', 'SELECT, INSERT, UPDATE, DELETE');
