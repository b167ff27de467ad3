-- Companies, their staff and sessions, and the entrances by which somebody unknown finds a workspace.

-- Ids only: jobs must walk over all workspaces, so whoever asks for `every-workspace` sees these rows and nothing else of anybody.
CREATE TABLE workspaces (
  workspace_id parley_id PRIMARY KEY,
  created_at timestamptz NOT NULL
);
SELECT parley_protect('workspaces', 'SELECT, INSERT');
CREATE POLICY every_workspace ON workspaces FOR SELECT USING (parley_lookup() = 'every-workspace');

-- What the company publishes about itself (Art. 13(1)(a), (b)).
CREATE TABLE companies (
  workspace_id parley_id PRIMARY KEY REFERENCES workspaces,
  name text NOT NULL,
  address text NOT NULL,
  contact_email text,
  dpo_contact text NOT NULL,
  authority text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  language text NOT NULL,
  accent text NOT NULL CHECK (accent ~ '^#[0-9a-f]{6}$'),
  centre_key text NOT NULL,
  changed_at timestamptz NOT NULL
);
SELECT parley_protect('companies', 'SELECT, INSERT, UPDATE');

-- A row opens to its own workspace, or to whoever already holds the value behind its keyed hash: one row at a time, never a list.
CREATE TABLE entrances (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  kind text NOT NULL,
  lookup_hash text COLLATE "C" NOT NULL CHECK (length(lookup_hash) >= 32),
  target text NOT NULL,
  added_at timestamptz NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (workspace_id, kind, lookup_hash)
);
CREATE INDEX entrances_hash ON entrances (lookup_hash);
CREATE INDEX entrances_expiry ON entrances (workspace_id, expires_at) WHERE expires_at IS NOT NULL;
SELECT parley_protect('entrances', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY holder_of_the_value ON entrances FOR SELECT USING (lookup_hash = parley_lookup());

CREATE TABLE staff (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  name bytea NOT NULL,
  email bytea NOT NULL,
  email_hash text COLLATE "C" NOT NULL,
  password text,
  role text NOT NULL CHECK (role IN ('administrator', 'agent')),
  invited_at timestamptz NOT NULL,
  joined_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, email_hash)
);
SELECT parley_protect('staff', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE invitations (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX invitations_staff ON invitations (workspace_id, staff_id);
SELECT parley_protect('invitations', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE sessions (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX sessions_staff ON sessions (workspace_id, staff_id);
SELECT parley_protect('sessions', 'SELECT, INSERT, UPDATE, DELETE');
