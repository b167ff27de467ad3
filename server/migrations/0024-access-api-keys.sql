-- Keys by which programs act for a member of staff: never more than that member may, and only what the key is for.

-- `prefix` are the first letters of the key, by which its owner recognises it; the key itself is known by its keyed hash alone. Use is kept by the day.
CREATE TABLE api_keys (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  name bytea NOT NULL,
  prefix text COLLATE "C" NOT NULL CHECK (length(prefix) BETWEEN 8 AND 16),
  token_hash text COLLATE "C" NOT NULL,
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 60),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_on date,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX api_keys_staff ON api_keys (workspace_id, staff_id);
SELECT parley_protect('api_keys', 'SELECT, INSERT, UPDATE, DELETE');
