-- Provisioning (SCIM 2.0): a company's provider says who works here and in which groups they are.

CREATE TABLE scim_tokens (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  made_by parley_id NOT NULL,
  made_at timestamptz NOT NULL,
  used_on date,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE
);
SELECT parley_protect('scim_tokens', 'SELECT, INSERT, UPDATE, DELETE');

-- What a provider says of somebody: sealed under their own key, found by keyed hashes. `active` is the provider's word; standing here is kept with staff.
CREATE TABLE scim_people (
  workspace_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  profile bytea NOT NULL,
  user_name_hash text COLLATE "C" NOT NULL,
  external_hash text COLLATE "C",
  active boolean NOT NULL,
  version int NOT NULL,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, staff_id),
  UNIQUE (workspace_id, provider_id, user_name_hash),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE
);
CREATE INDEX scim_people_external ON scim_people (workspace_id, provider_id, external_hash);
SELECT parley_protect('scim_people', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE scim_groups (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  name text NOT NULL,
  external_id text COLLATE "C",
  version int NOT NULL,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, provider_id, name),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE
);
SELECT parley_protect('scim_groups', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE scim_members (
  workspace_id parley_id NOT NULL,
  group_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  PRIMARY KEY (workspace_id, group_id, staff_id),
  FOREIGN KEY (workspace_id, group_id) REFERENCES scim_groups ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX scim_members_staff ON scim_members (workspace_id, staff_id);
SELECT parley_protect('scim_members', 'SELECT, INSERT, DELETE');

