-- fields: how far a sweep has come, so that it goes on there in small turns. One per company; the place may be a person.
CREATE TABLE field_sweeps (
  workspace_id parley_id NOT NULL PRIMARY KEY,
  after_id parley_id,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  people int NOT NULL DEFAULT 0,
  values_gone int NOT NULL DEFAULT 0
);
SELECT parley_protect('field_sweeps', 'SELECT, INSERT, UPDATE');
