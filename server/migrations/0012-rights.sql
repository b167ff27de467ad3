-- Requests of data subjects with their clocks (Art. 12), what was done at each step, and the certificates of erasure. No name or address lies here:
-- who asked is a pseudonym that is emptied when they are erased.
CREATE TABLE requests (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('access', 'erasure')),
  state text NOT NULL CHECK (state IN ('received', 'approved', 'in-progress', 'fulfilled', 'refused')),
  source text NOT NULL CHECK (source IN ('person', 'staff')),
  person_id parley_id,
  opened_by parley_id NOT NULL,
  language text NOT NULL,
  client_key text,
  received_at timestamptz NOT NULL,
  due_on date NOT NULL,
  approvals_needed int NOT NULL,
  closed_at timestamptz,
  outcome text,
  reason bytea,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX requests_client_key ON requests (workspace_id, opened_by, client_key) WHERE client_key IS NOT NULL;
CREATE UNIQUE INDEX requests_one_erasure ON requests (workspace_id, person_id) WHERE kind = 'erasure' AND closed_at IS NULL;
CREATE INDEX requests_person ON requests (workspace_id, person_id);
CREATE INDEX requests_due ON requests (workspace_id, due_on) WHERE closed_at IS NULL;
SELECT parley_protect('requests', 'SELECT, INSERT, UPDATE');

CREATE TABLE request_approvals (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_id, staff_id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('request_approvals', 'SELECT, INSERT');

CREATE TABLE request_steps (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  step text NOT NULL,
  at timestamptz NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (workspace_id, request_id, step),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('request_steps', 'SELECT, INSERT, UPDATE');

CREATE TABLE request_receipts (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  holding text NOT NULL,
  erased int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_id, holding),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('request_receipts', 'SELECT, INSERT, UPDATE');

-- What an erasure still needs after the person's key is gone, sealed under a key of its own that is destroyed at the end.
CREATE TABLE request_cases (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  case_file bytea NOT NULL,
  PRIMARY KEY (workspace_id, request_id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('request_cases', 'SELECT, INSERT, DELETE');

CREATE TABLE certificates (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  ledger_entry parley_id NOT NULL,
  body jsonb NOT NULL,
  signature text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, request_id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_append_only('certificates');

CREATE TABLE person_sessions (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX person_sessions_person ON person_sessions (workspace_id, person_id);
SELECT parley_protect('person_sessions', 'SELECT, INSERT, DELETE');

-- How many rows of one column of a workspace hold one of the terms, in any letter case, as text or as UTF-8 bytes. Runs with the caller's rights and row-level security.
CREATE FUNCTION parley_probe(workspace text, target text, field text, terms text[]) RETURNS int LANGUAGE plpgsql STABLE AS $$
DECLARE found int; kind text;
BEGIN
  SELECT data_type INTO kind FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = target AND column_name = field;
  IF kind = 'bytea' THEN
    EXECUTE format('SELECT count(*) FROM %I t WHERE t.workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2) term WHERE position(convert_to(term, ''UTF8'') IN t.%I) > 0)', target, field)
      INTO found USING workspace, terms;
  ELSE
    EXECUTE format('SELECT count(*) FROM %I t WHERE t.workspace_id = $1 AND EXISTS (SELECT 1 FROM unnest($2) term WHERE position(lower(term) IN lower(t.%I::text)) > 0)', target, field)
      INTO found USING workspace, terms;
  END IF;
  RETURN found;
END $$;
