-- campaigns: one text to many who agreed to its purpose on its channel, and the tags by which an audience is narrowed. Texts are the company's own words; who gets
-- one stands only as a pseudonym beside the message that was written.
CREATE TABLE tags (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  name text NOT NULL,
  -- after so many months a tag falls off whoever has it (Art. 5(1)(e))
  months int NOT NULL CHECK (months BETWEEN 1 AND 36),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tags_name ON tags (workspace_id, lower(name));
SELECT parley_protect('tags', 'SELECT, INSERT, DELETE');

CREATE TABLE taggings (
  workspace_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  tag_id parley_id NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id, tag_id),
  FOREIGN KEY (workspace_id, tag_id) REFERENCES tags (workspace_id, id)
);
CREATE INDEX taggings_tag ON taggings (workspace_id, tag_id);
CREATE INDEX taggings_until ON taggings (workspace_id, until);
SELECT parley_protect('taggings', 'SELECT, INSERT, DELETE');

CREATE TABLE campaigns (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  name text NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  inbox_id parley_id NOT NULL,
  texts jsonb NOT NULL,
  audience jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'asked', 'planned', 'sending', 'paused', 'done', 'stopped')),
  planned_at timestamptz,
  begun_at timestamptz,
  ended_at timestamptz,
  queued int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  asked_by parley_id,
  approved_by parley_id,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes (workspace_id, id)
);
CREATE INDEX campaigns_under_way ON campaigns (workspace_id, planned_at) WHERE state IN ('planned', 'sending');
SELECT parley_protect('campaigns', 'SELECT, INSERT, UPDATE, DELETE');

-- How far a campaign has come in the order of people's ids: moved in the commit that writes a message, so that a crash loses nobody and repeats nobody.
CREATE TABLE campaign_places (
  workspace_id parley_id NOT NULL,
  campaign_id parley_id NOT NULL,
  after_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, campaign_id),
  FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);
SELECT parley_protect('campaign_places', 'SELECT, INSERT, UPDATE, DELETE');

-- One row for each message of a campaign; the key is what lets nobody get two.
CREATE TABLE campaign_recipients (
  workspace_id parley_id NOT NULL,
  campaign_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, campaign_id, person_id),
  FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);
CREATE INDEX campaign_recipients_person ON campaign_recipients (workspace_id, person_id);
CREATE INDEX campaign_recipients_message ON campaign_recipients (workspace_id, message_id);
SELECT parley_protect('campaign_recipients', 'SELECT, INSERT, DELETE');

-- Who got nothing is counted and not written down (Art. 5(1)(c)).
CREATE TABLE campaign_left_out (
  workspace_id parley_id NOT NULL,
  campaign_id parley_id NOT NULL,
  because text COLLATE "C" NOT NULL,
  article text NOT NULL,
  people int NOT NULL,
  PRIMARY KEY (workspace_id, campaign_id, because),
  FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns (workspace_id, id)
);
SELECT parley_protect('campaign_left_out', 'SELECT, INSERT, UPDATE');

CREATE TABLE campaign_limits (
  workspace_id parley_id NOT NULL,
  quiet_from int NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
  quiet_until int NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
  sundays boolean NOT NULL,
  time_zone text NOT NULL,
  most int NOT NULL CHECK (most BETWEEN 1 AND 100),
  days int NOT NULL CHECK (days BETWEEN 1 AND 366),
  -- why people are left in peace less than before; sealed under the company's key
  reason bytea,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id)
);
SELECT parley_protect('campaign_limits', 'SELECT, INSERT, UPDATE');
