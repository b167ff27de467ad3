-- The second factor to a password: a secret shared with an app (TOTP, RFC 6238), and recovery codes for the day the phone is gone.

-- `last_step` is the newest 30 seconds whose code was taken: no code counts twice. Not confirmed: not asked for.
CREATE TABLE totp_secrets (
  workspace_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  secret bytea NOT NULL,
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, staff_id),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
SELECT parley_protect('totp_secrets', 'SELECT, INSERT, UPDATE, DELETE');

-- A code of 80 random bits by its keyed hash; used ones are gone.
CREATE TABLE recovery_codes (
  workspace_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  code_hash text COLLATE "C" NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, staff_id, code_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
SELECT parley_protect('recovery_codes', 'SELECT, INSERT, DELETE');
