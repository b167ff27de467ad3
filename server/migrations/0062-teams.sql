-- teams: colleagues who look after conversations together, in the inboxes that their team serves; and a role that counts for the conversations of some teams only
-- (Art. 25(2), 32(4)).
CREATE TABLE teams (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  made_at timestamptz NOT NULL,
  -- from then on it has neither members nor conversations; its name stays for what was granted and recorded
  rested_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX teams_name ON teams (workspace_id, lower(name)) WHERE rested_at IS NULL;
SELECT parley_protect('teams', 'SELECT, INSERT, UPDATE');

CREATE TABLE team_inboxes (
  workspace_id parley_id NOT NULL,
  team_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  PRIMARY KEY (workspace_id, team_id, inbox_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id)
);
CREATE INDEX team_inboxes_inbox ON team_inboxes (workspace_id, inbox_id);
SELECT parley_protect('team_inboxes', 'SELECT, INSERT, DELETE');

CREATE TABLE team_members (
  workspace_id parley_id NOT NULL,
  team_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  added_by text COLLATE "C" NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, team_id, staff_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
CREATE INDEX team_members_staff ON team_members (workspace_id, staff_id);
SELECT parley_protect('team_members', 'SELECT, INSERT, DELETE');

-- NULL: with no team
ALTER TABLE conversations ADD COLUMN team_id parley_id;
CREATE INDEX conversations_team ON conversations (workspace_id, team_id, last_message_at DESC, id DESC) WHERE team_id IS NOT NULL;

-- NULL: also for conversations of no team, and of every team
ALTER TABLE role_grants ADD COLUMN teams text[] CHECK (cardinality(teams) BETWEEN 1 AND 100);

-- A membership is looked at in a review of who has what, too.
ALTER TABLE access_review_lines DROP CONSTRAINT access_review_lines_kind_check;
ALTER TABLE access_review_lines ADD CONSTRAINT access_review_lines_kind_check CHECK (kind IN ('account', 'grant', 'key', 'membership'));
