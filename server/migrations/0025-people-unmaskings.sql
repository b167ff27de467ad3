-- Why somebody of staff saw a person's addresses in full: a code, and words if they gave any, sealed under that person, whose they are (Art. 5(2), 15(1)).
CREATE TABLE unmaskings (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  reason text NOT NULL CHECK (reason IN ('contact', 'identify', 'delivery', 'request', 'other')),
  note bytea,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX unmaskings_person ON unmaskings (workspace_id, person_id);
SELECT parley_protect('unmaskings', 'SELECT, INSERT, DELETE');
GRANT UPDATE (note) ON unmaskings TO parley_app; -- to seal it anew
