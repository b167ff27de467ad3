-- Staff who leave and staff who forget: standing of a member of staff, who invited whom, what the company decided about both, and links to choose a new password.

-- `suspended_by` is whoever did it: what a colleague closed, a provider does not open again.
-- Whoever has left keeps name and address under their own key until the period is over; their address is free for somebody new at once.
ALTER TABLE staff
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN suspended_by text COLLATE "C",
  ADD COLUMN left_at timestamptz,
  ALTER COLUMN email_hash DROP NOT NULL,
  ADD CONSTRAINT nobody_gone_comes_in CHECK (left_at IS NULL OR (email_hash IS NULL AND password IS NULL));
CREATE INDEX staff_left ON staff (workspace_id, left_at) WHERE left_at IS NOT NULL;
ALTER TABLE invitations ADD COLUMN invited_by parley_id;

-- No row: the defaults hold.
CREATE TABLE staff_terms (
  workspace_id parley_id PRIMARY KEY REFERENCES workspaces,
  former_days int NOT NULL CHECK (former_days BETWEEN 1 AND 3650),
  review_days int NOT NULL CHECK (review_days BETWEEN 7 AND 730),
  changed_at timestamptz NOT NULL
);
SELECT parley_protect('staff_terms', 'SELECT, INSERT, UPDATE');

-- `token` lies sealed under its owner's key until the mail has left, and is found by its keyed hash alone afterwards. `proven_by`: the second factor was shown.
CREATE TABLE password_resets (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  token bytea,
  token_hash text COLLATE "C" NOT NULL,
  proven_by text CHECK (proven_by IN ('totp', 'recovery-code')),
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, staff_id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
SELECT parley_protect('password_resets', 'SELECT, INSERT, UPDATE, DELETE');
