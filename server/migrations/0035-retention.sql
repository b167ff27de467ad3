-- retention: what runs out goes by itself (Art. 5(1)(e)). A purpose has a period in ISO 8601 and the event it is counted from. Periods that were agreed in days stay so.
-- The type is changed rather than the rows: purposes are append-only, and their triggers and policies rest while a table is rewritten.
ALTER TABLE purposes DROP CONSTRAINT purposes_period_days_check;
ALTER TABLE purposes ALTER COLUMN period_days TYPE text USING 'P' || period_days || 'D';
ALTER TABLE purposes RENAME COLUMN period_days TO period;
ALTER TABLE purposes ADD CONSTRAINT purposes_period_check CHECK (period ~ '^P[1-9][0-9]{0,3}[DMY]$');
ALTER TABLE purposes ADD COLUMN starts text NOT NULL DEFAULT 'last-contact'
  CHECK (starts IN ('collected', 'last-contact', 'closing', 'end-of-contract'));
ALTER TABLE purposes ALTER COLUMN starts DROP DEFAULT;

-- No message without a purpose that has a period. A trigger per statement rather than a foreign key, which would lock the one row of the purpose for every message.
CREATE FUNCTION parley_refuse_without_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM written w WHERE NOT EXISTS (
    SELECT FROM purposes p WHERE p.workspace_id = w.workspace_id AND p.code = w.purpose)) THEN
    RAISE EXCEPTION 'without a purpose that has a period nothing is kept' USING ERRCODE = '23503', CONSTRAINT = 'messages_have_a_period';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER have_a_period AFTER INSERT ON messages REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_without_period();
CREATE FUNCTION parley_refuse_other_purpose() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'a message keeps its purpose' USING ERRCODE = '55006'; END $$;
CREATE TRIGGER keep_the_purpose BEFORE UPDATE OF purpose ON messages FOR EACH ROW
  WHEN (OLD.purpose IS DISTINCT FROM NEW.purpose) EXECUTE FUNCTION parley_refuse_other_purpose();

ALTER TABLE conversations ADD COLUMN closed_at timestamptz;
ALTER TABLE people ADD COLUMN contract_ended_on date;
CREATE INDEX visits_conversation ON visits (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;

-- Requests that the house opens itself, to let somebody go of whom nothing is left to keep; they stand in no work list.
ALTER TABLE requests DROP CONSTRAINT requests_source_check;
ALTER TABLE requests ADD CONSTRAINT requests_source_check CHECK (source IN ('person', 'staff', 'retention'));

-- What must stay although its time is over (Art. 17(3)(b), (e)): a whole person, or one conversation of theirs. `fact_id` is the fact by which the gate refuses an erasure.
CREATE TABLE legal_holds (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  conversation_id parley_id,
  fact_id parley_id NOT NULL,
  ground text NOT NULL CHECK (ground IN ('legal-claims', 'legal-obligation')),
  reason bytea NOT NULL,
  review_on date NOT NULL,
  set_by text COLLATE "C" NOT NULL,
  set_at timestamptz NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX legal_holds_standing ON legal_holds (workspace_id, review_on) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_person ON legal_holds (workspace_id, person_id);
CREATE INDEX legal_holds_conversation ON legal_holds (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL AND lifted_at IS NULL;
SELECT parley_protect('legal_holds', 'SELECT, INSERT, DELETE');
GRANT UPDATE (fact_id, review_on, reason, lifted_at) ON legal_holds TO parley_app;

-- How far the sweeper of a company has come; a crash goes on from here.
CREATE TABLE retention_sweeps (
  workspace_id parley_id NOT NULL,
  stage text NOT NULL CHECK (stage IN ('conversations', 'people', 'done')),
  after_at timestamptz,
  after_id text COLLATE "C",
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  conversations int NOT NULL DEFAULT 0,
  messages int NOT NULL DEFAULT 0,
  files int NOT NULL DEFAULT 0,
  people int NOT NULL DEFAULT 0,
  held int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id)
);
SELECT parley_protect('retention_sweeps', 'SELECT, INSERT, UPDATE');

-- What is left of conversations that went: how many, for what, where and when. Nobody stands in it.
CREATE TABLE retention_figures (
  workspace_id parley_id NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  purpose text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  conversations int NOT NULL,
  messages int NOT NULL,
  PRIMARY KEY (workspace_id, month, purpose, channel)
);
SELECT parley_protect('retention_figures', 'SELECT, INSERT, UPDATE');
