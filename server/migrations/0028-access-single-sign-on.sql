-- Sign-in by a company's own identity provider (OpenID Connect), and what it may say about whom.

-- `domains` bound whom the provider may vouch for; `exit_url` is where a sign-out goes on, as discovery last said.
CREATE TABLE identity_providers (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  name text NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  client_secret bytea,
  domains text[] NOT NULL CHECK (cardinality(domains) BETWEEN 1 AND 50),
  adds_people boolean NOT NULL,
  groups_claim text NOT NULL,
  strong_acr text[] NOT NULL,
  passwords_off boolean NOT NULL,
  exit_url text,
  added_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('identity_providers', 'SELECT, INSERT, UPDATE, DELETE');

-- What membership in a group at the provider means here, and who said so: what a group gives to them they gave to themselves.
CREATE TABLE provider_groups (
  workspace_id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  group_name text COLLATE "C" NOT NULL,
  role_id parley_id NOT NULL,
  set_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, provider_id, group_name, role_id),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, role_id) REFERENCES roles ON DELETE CASCADE
);
SELECT parley_protect('provider_groups', 'SELECT, INSERT, UPDATE, DELETE');

-- Who somebody is at the provider: a keyed hash of issuer and subject, pinned at the first sign-in.
CREATE TABLE provider_links (
  workspace_id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  subject_hash text COLLATE "C" NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, provider_id, staff_id),
  UNIQUE (workspace_id, provider_id, subject_hash),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX provider_links_staff ON provider_links (workspace_id, staff_id);
SELECT parley_protect('provider_links', 'SELECT, INSERT, UPDATE, DELETE');

-- Which sessions began at a provider, and under which session there (a keyed hash of sid), so that it can end them.
CREATE TABLE provider_sessions (
  workspace_id parley_id NOT NULL,
  session_id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  sid_hash text COLLATE "C",
  PRIMARY KEY (workspace_id, session_id),
  FOREIGN KEY (workspace_id, session_id) REFERENCES sessions ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE
);
CREATE INDEX provider_sessions_provider ON provider_sessions (workspace_id, provider_id);
SELECT parley_protect('provider_sessions', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE sessions DROP CONSTRAINT sessions_proven_by_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_proven_by_check
  CHECK (proven_by IN ('password', 'totp', 'recovery-code', 'passkey', 'invitation', 'provider'));
