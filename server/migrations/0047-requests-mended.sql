-- rights: what a request has to prove of itself. By which message it was asked, whose holidays its clock keeps, whether and how a question reached the person, and
-- what was added to it on the way.
ALTER TABLE requests ADD COLUMN message_id parley_id;
ALTER TABLE requests ADD COLUMN country text COLLATE "C";

-- Days stand still only from the moment a question reached the person (Art. 12(6)); how, is a code.
ALTER TABLE request_pauses ADD COLUMN told_at timestamptz;
ALTER TABLE request_pauses ADD COLUMN told_by text COLLATE "C";
UPDATE request_pauses p SET told_at = s.at, told_by = 'by-mail' FROM request_steps s
  WHERE s.workspace_id = p.workspace_id AND s.request_id = p.request_id AND s.step = 'told-paused-' || p.ground AND s.detail ->> 'person' = 'by-mail';
GRANT UPDATE (told_at, told_by) ON request_pauses TO parley_app;

-- What was said about a request later, each sealed under the person: more words, each question and why it had to be asked, the answer, and what was shown by whoever asks for them.
CREATE TABLE request_words (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'question', 'why', 'answer', 'shown')),
  at timestamptz NOT NULL,
  words bytea NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
CREATE INDEX request_words_request ON request_words (workspace_id, request_id);
CREATE INDEX request_words_person ON request_words (workspace_id, person_id);
SELECT parley_protect('request_words', 'SELECT, INSERT, DELETE');
GRANT UPDATE (words) ON request_words TO parley_app; -- sealed anew when keys are renewed

-- A decision about a hint stands for every asking of that right up to `until`; `answered` is a right that needs no request here (Art. 22), `reminded` is none yet.
ALTER TABLE request_hints ADD COLUMN until timestamptz;
UPDATE request_hints SET until = at;
ALTER TABLE request_hints ALTER COLUMN until SET NOT NULL;
ALTER TABLE request_hints DROP CONSTRAINT request_hints_outcome_check;
ALTER TABLE request_hints ADD CONSTRAINT request_hints_outcome_check CHECK (outcome IN ('opened', 'dismissed', 'answered', 'reminded'));
ALTER TABLE request_hints ALTER COLUMN decided_by DROP NOT NULL;
GRANT UPDATE (outcome, request_id, decided_by, at, until) ON request_hints TO parley_app;
CREATE INDEX messages_asking ON messages (workspace_id, at, id) WHERE direction = 'in' AND found::text LIKE '%"asks-%';

-- A fee for what is manifestly unfounded or excessive (Art. 12(5)(a)), how it was worked out sealed under the person; and a request that its person took back.
ALTER TABLE requests ADD COLUMN fee_state text CHECK (fee_state IN ('asked', 'accepted', 'waived'));
ALTER TABLE requests ADD COLUMN fee_ground text COLLATE "C";
ALTER TABLE requests ADD COLUMN fee_amount int CHECK (fee_amount > 0);
ALTER TABLE requests ADD COLUMN fee_currency text COLLATE "C";
ALTER TABLE requests ADD COLUMN fee bytea;
ALTER TABLE requests DROP CONSTRAINT requests_state_check;
ALTER TABLE requests ADD CONSTRAINT requests_state_check CHECK (state IN ('received', 'approved', 'in-progress', 'fulfilled', 'refused', 'withdrawn'));
