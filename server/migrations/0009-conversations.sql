-- Conversations: who talks with whom, in order. Words, subjects, file names and file contents are sealed under the person the conversation was opened with.
CREATE TABLE inboxes (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  name text NOT NULL,
  channel text NOT NULL,
  -- code in the vendor register of whoever carries what is sent from here; null when it does not leave the company
  recipient text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('inboxes', 'SELECT, INSERT, UPDATE');

CREATE TABLE conversations (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  subject bytea,
  status text NOT NULL CHECK (status IN ('open', 'snoozed', 'closed')),
  assignee_id parley_id,
  last_sequence int NOT NULL DEFAULT 0,
  last_message_id parley_id,
  last_message_at timestamptz NOT NULL,
  unread int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, inbox_id) REFERENCES inboxes (workspace_id, id)
);
CREATE INDEX conversations_latest ON conversations (workspace_id, last_message_at DESC, id DESC);
CREATE INDEX conversations_status ON conversations (workspace_id, status, last_message_at DESC, id DESC);
CREATE INDEX conversations_mine ON conversations (workspace_id, assignee_id, last_message_at DESC, id DESC) WHERE status <> 'closed';
CREATE INDEX conversations_person ON conversations (workspace_id, person_id, inbox_id, last_message_at DESC);
SELECT parley_protect('conversations', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE messages (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  conversation_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  sequence int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'note')),
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  author_kind text NOT NULL CHECK (author_kind IN ('person', 'staff', 'system')),
  author_id text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  body bytea NOT NULL,
  html bytea,
  client_key text COLLATE "C",
  delivery text NOT NULL,
  delivery_because text,
  delivery_words text,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id, sequence),
  UNIQUE (workspace_id, client_key),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id)
);
CREATE INDEX messages_on_the_way ON messages (workspace_id, at) WHERE delivery IN ('queued', 'sending', 'sent');
CREATE INDEX messages_person ON messages (workspace_id, person_id, at DESC);
SELECT parley_protect('messages', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE attachments (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  -- set once the file belongs to a message; an upload that never does is swept after a day
  message_id parley_id,
  position int NOT NULL DEFAULT 0,
  uploaded_by text COLLATE "C" NOT NULL,
  -- where the sealed bytes lie in the storage
  file text NOT NULL,
  name bytea NOT NULL,
  type text NOT NULL,
  size int NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id)
);
CREATE INDEX attachments_message ON attachments (workspace_id, message_id, position);
CREATE INDEX attachments_person ON attachments (workspace_id, person_id);
CREATE INDEX attachments_loose ON attachments (workspace_id, created_at) WHERE message_id IS NULL;
SELECT parley_protect('attachments', 'SELECT, INSERT, UPDATE, DELETE');
