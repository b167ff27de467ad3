-- assessments: impact assessments (Art. 35) and tests of legitimate interests (Art. 6(1)(f)), in versions that are frozen with the facts they were made from.

CREATE TABLE assessments (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('dpia', 'lia')),
  purposes text[] COLLATE "C" NOT NULL CHECK (cardinality(purposes) BETWEEN 1 AND 20 AND (kind = 'dpia' OR cardinality(purposes) = 1)),
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX assessments_one_test ON assessments (workspace_id, purposes) WHERE kind = 'lia';
SELECT parley_protect('assessments', 'SELECT, INSERT, DELETE');

-- The newest version is what is worked on, or what holds. Content and advice are free texts: sealed. `owners` are the members of staff whom the content names;
-- `finished` are measures that were carried out after the approval, `undone` is the day of the first that was not: neither has to be looked for in what is sealed.
CREATE TABLE assessment_versions (
  workspace_id parley_id NOT NULL,
  assessment_id parley_id NOT NULL,
  version int NOT NULL CHECK (version > 0),
  revision int NOT NULL CHECK (revision >= 0),
  because text NOT NULL CHECK (because IN ('new', 'facts', 'review', 'by-hand')),
  content bytea NOT NULL,
  advice bytea,
  advised_by text COLLATE "C",
  facts jsonb NOT NULL,
  facts_hash text COLLATE "C" NOT NULL CHECK (length(facts_hash) = 64),
  changes jsonb NOT NULL,
  outcome text CHECK (outcome IN ('may', 'may-not', 'not-needed')),
  level text CHECK (level IN ('low', 'medium', 'high')),
  review_on date,
  finished text[] COLLATE "C" NOT NULL DEFAULT '{}',
  undone date,
  owners text[] COLLATE "C" NOT NULL,
  begun_at timestamptz NOT NULL,
  changed_by text COLLATE "C",
  changed_at timestamptz NOT NULL,
  approved_by text COLLATE "C",
  approved_at timestamptz,
  -- salt and hash of the words that were approved, without names of staff: what is sealed may be sealed anew, and must still say the same
  words_hash text COLLATE "C",
  PRIMARY KEY (workspace_id, assessment_id, version),
  FOREIGN KEY (workspace_id, assessment_id) REFERENCES assessments (workspace_id, id) ON DELETE CASCADE,
  CHECK (approved_at IS NULL OR (outcome IS NOT NULL AND review_on IS NOT NULL AND words_hash IS NOT NULL))
);
SELECT parley_protect('assessment_versions', 'SELECT, INSERT, UPDATE, DELETE');

-- What was approved is not written on, and stays until the company has left. A measure may be carried out, a seal made anew, and the name of somebody who is erased may leave.
CREATE FUNCTION parley_keep_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF parley_is_wiping(OLD.workspace_id, TG_RELID) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'what was approved stays' USING ERRCODE = '55006';
  END IF;
  IF (OLD.version, OLD.revision, OLD.because, OLD.facts, OLD.facts_hash, OLD.changes, OLD.outcome, OLD.level, OLD.review_on, OLD.begun_at, OLD.changed_at, OLD.approved_at, OLD.words_hash)
     IS DISTINCT FROM (NEW.version, NEW.revision, NEW.because, NEW.facts, NEW.facts_hash, NEW.changes, NEW.outcome, NEW.level, NEW.review_on, NEW.begun_at, NEW.changed_at, NEW.approved_at, NEW.words_hash) THEN
    RAISE EXCEPTION 'what was approved is not written on' USING ERRCODE = '55006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_approved BEFORE UPDATE OR DELETE ON assessment_versions FOR EACH ROW WHEN (OLD.approved_at IS NOT NULL) EXECUTE FUNCTION parley_keep_approved();

-- defaults: each step of a company towards less privacy, with its reason, sealed (Art. 25(2)). `before` and `after` as the page shows them, `undo` as codes.
CREATE TABLE default_steps (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  setting text COLLATE "C" NOT NULL CHECK (length(setting) <= 80),
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  undo jsonb NOT NULL,
  reason bytea NOT NULL,
  taken_by text COLLATE "C" NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX default_steps_setting ON default_steps (workspace_id, setting, id);
SELECT parley_protect('default_steps', 'SELECT, INSERT');
GRANT UPDATE (reason) ON default_steps TO parley_app; -- sealed anew under another key
