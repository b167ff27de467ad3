-- Messages that a provider approved, as they stand there, and which of them a message of ours is: outside the reply window words of one's own are not taken.
CREATE TABLE channel_templates (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  name text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  status text NOT NULL CHECK (status IN ('approved', 'pending', 'paused', 'rejected')),
  category text NOT NULL CHECK (category IN ('utility', 'marketing', 'authentication')),
  -- the company's own words, with gaps
  body text NOT NULL,
  gaps jsonb NOT NULL,
  -- whether its gaps are words in the body alone
  is_plain boolean NOT NULL,
  -- whether it says how to end advertising
  has_way_out boolean NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, name, language)
);
SELECT parley_protect('channel_templates', 'SELECT, INSERT, DELETE');

-- When they were last told, also where there are none.
ALTER TABLE channel_accounts ADD COLUMN templates_at timestamptz;

CREATE TABLE template_messages (
  workspace_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  conversation_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  gaps jsonb NOT NULL,
  -- what stands in the gaps, one sealed JSON under the person of the conversation
  filled bytea NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX template_messages_person ON template_messages (workspace_id, person_id);
SELECT parley_protect('template_messages', 'SELECT, INSERT, DELETE');
GRANT UPDATE (filled) ON template_messages TO parley_app; -- sealed anew when keys are renewed

-- By which address somebody was met, and what went to it up to a moment.
CREATE INDEX external_ids_identity ON external_ids (workspace_id, identity_id, direction, at);
-- When it was written, as the provider says, where it was handed in later: the reply window counts from it.
ALTER TABLE external_ids ADD COLUMN said_at timestamptz;
