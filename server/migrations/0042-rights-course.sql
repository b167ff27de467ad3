-- rights: the course of a request (Art. 12(3) to (6)). `due_on` is the day that counts now; `statutory_on` the end of the first month once an extension or a pause has moved it.
ALTER TABLE requests ADD COLUMN statutory_on date;
ALTER TABLE requests ADD COLUMN extended_for text CHECK (extended_for IN ('complexity', 'number'));
-- Why it takes longer, what was asked back, and what somebody showed who asks for another: sealed under the person.
ALTER TABLE requests ADD COLUMN extension bytea;
ALTER TABLE requests ADD COLUMN question bytea;
ALTER TABLE requests ADD COLUMN on_behalf text CHECK (on_behalf IN ('representative', 'parent', 'heir'));
ALTER TABLE requests ADD COLUMN shown bytea;
CREATE INDEX requests_to_answer ON requests (workspace_id, due_on, id) WHERE closed_at IS NULL;

-- While identity is in doubt or the request unclear (Art. 12(6), recital 63) the days do not count; each pause with its ground stays on record.
CREATE TABLE request_pauses (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  began_at timestamptz NOT NULL,
  ground text NOT NULL CHECK (ground IN ('identity', 'clarification')),
  ended_at timestamptz,
  PRIMARY KEY (workspace_id, request_id, began_at),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
CREATE UNIQUE INDEX request_pauses_one ON request_pauses (workspace_id, request_id) WHERE ended_at IS NULL;
SELECT parley_protect('request_pauses', 'SELECT, INSERT');
GRANT UPDATE (ended_at) ON request_pauses TO parley_app;

-- What staff made of the hint that somebody may be asking for a right in a message.
CREATE TABLE request_hints (
  workspace_id parley_id NOT NULL,
  message_id parley_id NOT NULL,
  asked text COLLATE "C" NOT NULL,
  person_id parley_id NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('opened', 'dismissed')),
  request_id parley_id,
  decided_by parley_id NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id, asked)
);
CREATE INDEX request_hints_person ON request_hints (workspace_id, person_id);
SELECT parley_protect('request_hints', 'SELECT, INSERT, DELETE');

-- Which reminders of a request have gone out, so that each goes once.
CREATE TABLE request_reminders (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  stage text NOT NULL,
  due_on date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_id, stage, due_on),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('request_reminders', 'SELECT, INSERT');
