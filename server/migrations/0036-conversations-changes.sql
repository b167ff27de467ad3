-- What can happen to a message later: its sender edits it or takes it back, the person reacts to it. The numbers tell a newer change from an older one that comes late.
ALTER TABLE messages ADD COLUMN edited_at timestamptz;
ALTER TABLE messages ADD COLUMN edit_order bigint;
ALTER TABLE messages ADD COLUMN unsent_at timestamptz;
-- Taken back while a legal hold or a restriction keeps it (Art. 17(3), 18): shown to nobody, and gone with the hold.
ALTER TABLE messages ADD COLUMN kept_though_unsent boolean NOT NULL DEFAULT false;
ALTER TABLE messages ADD COLUMN reaction bytea;
ALTER TABLE messages ADD COLUMN reaction_order bigint;
CREATE INDEX messages_kept_though_unsent ON messages (workspace_id, id) WHERE kept_though_unsent;

-- What an edit replaced while a legal hold or a restriction keeps it (Art. 17(3), 18): shown to nobody, and gone with what keeps it.
CREATE TABLE former_words (
  workspace_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  edit_order bigint NOT NULL, -- of the edit that came in its place
  conversation_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  body bytea NOT NULL,
  html bytea,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id, edit_order)
);
CREATE INDEX former_words_person ON former_words (workspace_id, person_id);
SELECT parley_protect('former_words', 'SELECT, INSERT, DELETE');
GRANT UPDATE (body, html) ON former_words TO parley_app; -- sealed anew when keys are renewed

-- A message that was taken back before it came: what comes under this keyed hash within the next days is not stored.
CREATE TABLE early_unsends (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  hash text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, hash)
);
CREATE INDEX early_unsends_at ON early_unsends (workspace_id, at);
SELECT parley_protect('early_unsends', 'SELECT, INSERT, DELETE');
