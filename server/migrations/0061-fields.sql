-- fields: what a company notes about people beyond what Parley itself knows. No field without a purpose and a period (Art. 5(1)(b), 5(1)(e)); the database refuses it too.
CREATE TABLE person_fields (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  -- by language; the company's own words, which say nothing of one person
  names jsonb NOT NULL CHECK (names ? 'en' AND names ? 'de'),
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice')),
  choices jsonb NOT NULL CHECK (jsonb_typeof(choices) = 'array' AND jsonb_array_length(choices) <= 20 AND (kind = 'choice') = (jsonb_array_length(choices) >= 2)),
  purpose text COLLATE "C" NOT NULL CHECK (purpose <> ''),
  period text NOT NULL CHECK (period ~ '^P[1-9][0-9]{0,3}[DM]$'),
  -- from which event on the period runs; so far from when the value was set
  starts text NOT NULL CHECK (starts = 'set'),
  -- of Art. 9(1): rests on explicit consent
  special boolean NOT NULL,
  -- what the person themself told goes along when they move on (Art. 20(1))
  provided boolean NOT NULL,
  created_at timestamptz NOT NULL,
  stopped_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX person_fields_name ON person_fields (workspace_id, lower(names ->> 'en')) WHERE stopped_at IS NULL;
SELECT parley_protect('person_fields', 'SELECT, INSERT, DELETE');
GRANT UPDATE (stopped_at) ON person_fields TO parley_app;

CREATE TABLE person_field_values (
  workspace_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  field_id parley_id NOT NULL,
  value bytea NOT NULL,
  set_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id, field_id),
  FOREIGN KEY (workspace_id, field_id) REFERENCES person_fields (workspace_id, id)
);
CREATE INDEX person_field_values_field ON person_field_values (workspace_id, field_id);
CREATE INDEX person_field_values_until ON person_field_values (workspace_id, until);
SELECT parley_protect('person_field_values', 'SELECT, INSERT, UPDATE, DELETE');

-- How often staff read a field, by day: whose value it was stands nowhere here.
CREATE TABLE person_field_reads (
  workspace_id parley_id NOT NULL,
  field_id parley_id NOT NULL,
  day date NOT NULL,
  reads int NOT NULL,
  PRIMARY KEY (workspace_id, field_id, day),
  FOREIGN KEY (workspace_id, field_id) REFERENCES person_fields (workspace_id, id)
);
SELECT parley_protect('person_field_reads', 'SELECT, INSERT, UPDATE, DELETE');
