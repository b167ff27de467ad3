-- Controls that are looked at all the time, the audits that people work through, and the findings of both until they are repaired (Art. 5(2), 24(1), 32(1)(d)).

-- One row per unbroken state of a control: so since then, seen last, and how it stands where there is no end. Evidence is counts, ids and codes.
CREATE TABLE control_states (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  control text COLLATE "C" NOT NULL CHECK (length(control) BETWEEN 3 AND 80),
  state text NOT NULL CHECK (state IN ('passes', 'fails', 'unknown')),
  faults int NOT NULL CHECK (faults >= 0),
  evidence text[] NOT NULL CHECK (cardinality(evidence) <= 20),
  since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX control_states_now ON control_states (workspace_id, control) WHERE until IS NULL;
SELECT parley_protect('control_states', 'SELECT, INSERT, UPDATE, DELETE');

-- How many controls held at each look: the trend.
CREATE TABLE control_runs (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  at timestamptz NOT NULL,
  passing int NOT NULL,
  failing int NOT NULL,
  unknown int NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX control_runs_at ON control_runs (workspace_id, at);
SELECT parley_protect('control_runs', 'SELECT, INSERT, DELETE');

-- `every_months` plans the next one when this one is done.
CREATE TABLE audits (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  checklist text COLLATE "C" NOT NULL CHECK (length(checklist) BETWEEN 3 AND 40),
  planned_on date NOT NULL,
  every_months int CHECK (every_months BETWEEN 1 AND 36),
  auditor_id parley_id,
  started_at timestamptz,
  done_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('audits', 'SELECT, INSERT, UPDATE, DELETE');

-- What a person answered, and, once the audit is done, what the machine did. The note is sealed: a free text may name somebody.
CREATE TABLE audit_answers (
  workspace_id parley_id NOT NULL,
  audit_id parley_id NOT NULL,
  item text COLLATE "C" NOT NULL CHECK (length(item) BETWEEN 1 AND 40),
  answer text NOT NULL CHECK (answer IN ('met', 'not-met', 'not-applicable')),
  by_machine boolean NOT NULL,
  answered_by parley_id,
  answered_at timestamptz NOT NULL,
  note bytea,
  PRIMARY KEY (workspace_id, audit_id, item),
  FOREIGN KEY (workspace_id, audit_id) REFERENCES audits ON DELETE CASCADE
);
SELECT parley_protect('audit_answers', 'SELECT, INSERT, UPDATE, DELETE');

-- Title and note are sealed: they are free texts.
CREATE TABLE findings (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  source text NOT NULL CHECK (source IN ('control', 'audit', 'person')),
  control text COLLATE "C",
  audit_id parley_id,
  item text COLLATE "C",
  severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'repaired', 'verified')),
  owner_id parley_id,
  due_on date NOT NULL,
  accepted_until date,
  faults int NOT NULL CHECK (faults >= 0),
  evidence text[] NOT NULL CHECK (cardinality(evidence) <= 20),
  title bytea,
  note bytea,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, audit_id) REFERENCES audits,
  CHECK ((source = 'control') = (control IS NOT NULL)),
  CHECK ((source = 'audit') = (audit_id IS NOT NULL AND item IS NOT NULL)),
  CHECK ((source = 'person') = (title IS NOT NULL)),
  CHECK ((state = 'accepted') = (accepted_until IS NOT NULL))
);
CREATE UNIQUE INDEX findings_of_control ON findings (workspace_id, control) WHERE control IS NOT NULL AND state <> 'verified';
CREATE UNIQUE INDEX findings_of_item ON findings (workspace_id, audit_id, item) WHERE audit_id IS NOT NULL;
CREATE INDEX findings_state ON findings (workspace_id, state, due_on);
SELECT parley_protect('findings', 'SELECT, INSERT, UPDATE, DELETE');
