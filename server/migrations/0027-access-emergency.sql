-- Reading in an emergency, with its review afterwards; and the regular reviews of who has what (Art. 5(2), 32(1)(b), 32(1)(d)).

-- Evidence: the row stays when its member of staff is erased, with an id that names nobody any more; `note` and `verdict_note` lie sealed under their key and die with it.
-- Neither inbox nor person: it was opened for somebody who was erased meanwhile.
CREATE TABLE emergency_accesses (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  inbox_id parley_id,
  reason text NOT NULL CHECK (reason IN ('vital-interest', 'incident', 'legal-deadline', 'colleague-absent', 'fault')),
  note bytea,
  opened_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > opened_at AND ends_at <= opened_at + interval '4 hours'),
  closed_at timestamptz,
  verdict text CHECK (verdict IN ('justified', 'not-justified')),
  verdict_note bytea,
  reviewed_by parley_id CHECK (reviewed_by <> staff_id),
  reviewed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK ((verdict IS NULL) = (reviewed_at IS NULL) AND (verdict IS NULL) = (reviewed_by IS NULL))
);
CREATE INDEX emergency_accesses_open ON emergency_accesses (workspace_id, staff_id, ends_at) WHERE closed_at IS NULL;
CREATE INDEX emergency_accesses_unreviewed ON emergency_accesses (workspace_id, opened_at) WHERE verdict IS NULL;
SELECT parley_protect('emergency_accesses', 'SELECT, INSERT, UPDATE, DELETE');

-- Whom an access was opened for, apart from the rest, so that this goes with the person.
CREATE TABLE emergency_people (
  workspace_id parley_id NOT NULL,
  access_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  PRIMARY KEY (workspace_id, access_id),
  FOREIGN KEY (workspace_id, access_id) REFERENCES emergency_accesses ON DELETE CASCADE
);
CREATE INDEX emergency_people_person ON emergency_people (workspace_id, person_id);
SELECT parley_protect('emergency_people', 'SELECT, INSERT, DELETE');

CREATE TABLE access_reviews (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  started_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX access_reviews_one_open ON access_reviews (workspace_id) WHERE finished_at IS NULL;
SELECT parley_protect('access_reviews', 'SELECT, INSERT, UPDATE, DELETE');

-- One thing that somebody has: their account, a grant, a key of a program. `reason` lies sealed under the key of whom the line is about.
CREATE TABLE access_review_lines (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  review_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('account', 'grant', 'key')),
  target text NOT NULL,
  used_at timestamptz,
  decision text CHECK (decision IN ('kept', 'taken', 'gone')),
  reason bytea,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, review_id, kind, target),
  FOREIGN KEY (workspace_id, review_id) REFERENCES access_reviews ON DELETE CASCADE,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
SELECT parley_protect('access_review_lines', 'SELECT, INSERT, UPDATE, DELETE');
