-- The plain program's tables: what Parley keeps of inboxes, conversations and messages, in plaintext, with the same keys and indexes, without row-level security.
CREATE TABLE staff (id text COLLATE "C" PRIMARY KEY, name text NOT NULL);
CREATE TABLE sessions (hash bytea PRIMARY KEY, staff_id text COLLATE "C" NOT NULL REFERENCES staff, expires_at timestamptz NOT NULL);
CREATE TABLE people (workspace_id text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, name text NOT NULL, PRIMARY KEY (workspace_id, id));
CREATE TABLE inboxes (workspace_id text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, name text NOT NULL, PRIMARY KEY (workspace_id, id));

CREATE TABLE conversations (
  workspace_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  inbox_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  subject text,
  status text NOT NULL CHECK (status IN ('open', 'snoozed', 'closed')),
  assignee_id text COLLATE "C",
  last_sequence int NOT NULL DEFAULT 0,
  last_message_id text COLLATE "C",
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

CREATE TABLE messages (
  workspace_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  conversation_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  sequence int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('message', 'note')),
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  author_kind text NOT NULL CHECK (author_kind IN ('person', 'staff', 'system')),
  author_id text COLLATE "C" NOT NULL,
  purpose text NOT NULL,
  body text NOT NULL,
  client_key text COLLATE "C",
  delivery text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id, sequence),
  UNIQUE (workspace_id, client_key),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id)
);
CREATE INDEX messages_person ON messages (workspace_id, person_id, at DESC);

CREATE TABLE attachments (
  workspace_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C",
  position int NOT NULL DEFAULT 0,
  name text NOT NULL,
  type text NOT NULL,
  size int NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id)
);
CREATE INDEX attachments_message ON attachments (workspace_id, message_id, position);

CREATE TABLE consents (
  workspace_id text COLLATE "C" NOT NULL,
  person_id text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (workspace_id, person_id, purpose, channel)
);
