-- The ground every room stands on: key type, the current workspace, and the one way a table is protected.
CREATE DOMAIN parley_id AS text COLLATE "C" CHECK (length(VALUE) BETWEEN 5 AND 40);

CREATE FUNCTION parley_workspace() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('parley.workspace', true), '') $$;

-- What an edge holds before it knows the workspace: the hash of a secret or an address. It opens one row of `entrances`, never a list.
CREATE FUNCTION parley_lookup() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('parley.lookup', true), '') $$;

CREATE FUNCTION parley_refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006'; END $$;

-- Row-level security for a table, also against its owner, and the verbs the application's role may use on it.
CREATE FUNCTION parley_protect(target regclass, verbs text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY own_workspace ON %s USING (workspace_id = parley_workspace()) WITH CHECK (workspace_id = parley_workspace())', target);
  EXECUTE format('GRANT %s ON %s TO parley_app', verbs, target);
END $$;

-- An append-only table: the application may insert and read; nobody updates, deletes or truncates.
CREATE FUNCTION parley_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM parley_protect(target, 'SELECT, INSERT');
  EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION parley_refuse_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_change()', target);
END $$;

-- Work announced in the transaction that caused it; payloads carry ids and codes only.
CREATE TABLE outbox (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  topic text NOT NULL,
  listener text NOT NULL,
  ordering_key text COLLATE "C",
  payload jsonb NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL,
  last_error text,
  dead boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX outbox_due ON outbox (workspace_id, available_at) WHERE NOT dead;
CREATE INDEX outbox_order ON outbox (workspace_id, listener, ordering_key, id) WHERE ordering_key IS NOT NULL AND NOT dead;
SELECT parley_protect('outbox', 'SELECT, INSERT, UPDATE, DELETE');
