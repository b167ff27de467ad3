-- Facts that stand in the way: a restriction (Art. 18), an objection (Art. 21), a hold on deletion (Art. 17(3)).
CREATE TABLE gate_facts (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('restricted', 'objected', 'held')),
  ground text NOT NULL,
  purpose text COLLATE "C", -- null: every purpose it can apply to
  since timestamptz NOT NULL,
  until timestamptz,
  lifted_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK (until IS NULL OR until > since),
  CHECK (lifted_at IS NULL OR lifted_at >= since)
);
CREATE INDEX gate_facts_standing ON gate_facts (workspace_id, person_id) WHERE lifted_at IS NULL;
SELECT parley_protect('gate_facts', 'SELECT, INSERT, DELETE');
-- A fact may end; nothing else about it may change.
GRANT UPDATE (lifted_at) ON gate_facts TO parley_app;
