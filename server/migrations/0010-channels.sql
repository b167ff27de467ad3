-- Channels: which inbox speaks through which adapter, what was handed to whom, and the visits of the web chat.
CREATE TABLE channel_accounts (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  adapter text NOT NULL,
  settings jsonb NOT NULL,
  -- the settings that are secrets, one sealed JSON under the workspace's key
  secrets bytea,
  entrances jsonb NOT NULL,
  health_ok boolean,
  health_words text,
  health_at timestamptz,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id)
);
SELECT parley_protect('channel_accounts', 'SELECT, INSERT, UPDATE');

-- One row per message that was to leave: attempts, outcome, and the recipient that carried it (Art. 15(1)(c), Art. 19).
CREATE TABLE deliveries (
  workspace_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  conversation_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  -- the address it went to: whoever answers with its token has received it
  identity_id parley_id,
  recipient text,
  attempts int NOT NULL DEFAULT 0,
  -- when an answer that nobody fetched from the chat was handed over to be mailed as well
  also_mailed_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  outcome text,
  because text,
  PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX deliveries_person ON deliveries (workspace_id, person_id);
SELECT parley_protect('deliveries', 'SELECT, INSERT, UPDATE, DELETE');

-- Ids of messages at providers. The keyed hash finds repeats, threads and receipts; the id itself, which an answer must name again, is sealed.
CREATE TABLE external_ids (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  hash text COLLATE "C" NOT NULL,
  person_id parley_id NOT NULL,
  conversation_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  -- the address it came from or went to
  identity_id parley_id NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  external_id bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, hash)
);
CREATE INDEX external_ids_thread ON external_ids (workspace_id, conversation_id, at);
CREATE INDEX external_ids_person ON external_ids (workspace_id, person_id);
SELECT parley_protect('external_ids', 'SELECT, INSERT, DELETE');

-- Visits of the web chat: one per browser, found by the signed token it holds. Art. 13: the notice that was shown is kept with it.
CREATE TABLE visits (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  identity_id parley_id NOT NULL,
  language text NOT NULL,
  notice_id parley_id NOT NULL,
  notice_hash text NOT NULL,
  email_identity_id parley_id,
  -- the thread this browser shows; a person who is known on two devices has two
  conversation_id parley_id,
  started_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX visits_person ON visits (workspace_id, person_id);
SELECT parley_protect('visits', 'SELECT, INSERT, UPDATE, DELETE');
