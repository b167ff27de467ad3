-- access, teams: groups at an identity provider give memberships of teams as they give roles; a membership says what put somebody in, so that what a colleague did stays
-- when a group goes.
CREATE TABLE provider_teams (
  workspace_id parley_id NOT NULL,
  provider_id parley_id NOT NULL,
  group_name text COLLATE "C" NOT NULL,
  team_id parley_id NOT NULL,
  set_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, provider_id, group_name, team_id),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers ON DELETE CASCADE
);
SELECT parley_protect('provider_teams', 'SELECT, INSERT, DELETE');

ALTER TABLE team_members ADD COLUMN source text COLLATE "C" NOT NULL DEFAULT 'colleague' CHECK (source IN ('colleague', 'provider', 'scim'));
ALTER TABLE team_members DROP CONSTRAINT team_members_pkey;
ALTER TABLE team_members ADD PRIMARY KEY (workspace_id, team_id, staff_id, source);

-- access: refused sign-ins that are counted and not yet in the ledger, so that a process that is killed takes no count with it. One row for each account (or provider), reason and
-- kind of network; guessing adds to a row and makes none.
CREATE TABLE refused_sign_ins (
  workspace_id parley_id NOT NULL,
  account_id parley_id NOT NULL,
  because text COLLATE "C" NOT NULL CHECK (length(because) BETWEEN 1 AND 60),
  network text COLLATE "C" NOT NULL CHECK (network IN ('inside', 'internet', 'unknown')),
  -- since the last entry in the ledger, which was written then
  tries bigint NOT NULL,
  counted_at timestamptz NOT NULL,
  written_at timestamptz,
  PRIMARY KEY (workspace_id, account_id, because, network)
);
SELECT parley_protect('refused_sign_ins', 'SELECT, INSERT, UPDATE, DELETE');
