-- departure: a company takes everything with it, and leaves (Art. 28(3)(g)).
-- From `closed_at` on nobody acts there any more but the departure itself; clocks and workers pass it over.
ALTER TABLE workspaces ADD COLUMN closed_at timestamptz;
GRANT UPDATE (closed_at) ON workspaces TO parley_app;

-- Everything of the company in one file, asked for by one, approved by a second. `reader` is a public key: whoever has the pass phrase opens, and nobody else.
CREATE TABLE workspace_exports (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'making', 'ready', 'gone')),
  asked_by text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C",
  asked_at timestamptz NOT NULL,
  ready_at timestamptz,
  gone_at timestamptz,
  reader bytea NOT NULL,
  step int NOT NULL DEFAULT 0,
  steps int NOT NULL DEFAULT 0,
  place jsonb,
  segments int NOT NULL DEFAULT 0,
  rows bigint NOT NULL DEFAULT 0,
  files bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  lost bigint NOT NULL DEFAULT 0,
  figures jsonb NOT NULL DEFAULT '{}',
  link bytea,
  link_key bytea,
  link_until timestamptz,
  fetched int NOT NULL DEFAULT 0,
  fetched_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('workspace_exports', 'SELECT, INSERT, UPDATE');

-- The end of the contract: one at a time. `place` is where the deletion goes on after a crash.
CREATE TABLE workspace_ends (
  workspace_id parley_id PRIMARY KEY,
  id parley_id NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'planned', 'leaving')),
  ends_at timestamptz NOT NULL,
  returns boolean NOT NULL,
  holds text NOT NULL CHECK (holds IN ('wait', 'handed-over')),
  asked_by text COLLATE "C" NOT NULL,
  asked_at timestamptz NOT NULL,
  approved_by text COLLATE "C",
  stage text,
  place text,
  figures jsonb NOT NULL DEFAULT '{}'
);
SELECT parley_protect('workspace_ends', 'SELECT, INSERT, UPDATE, DELETE');
CREATE POLICY every_workspace ON workspace_ends FOR SELECT USING (parley_lookup() = 'every-workspace');

-- Each act appends an entry: where none can be appended, nothing can be done. The departure itself says who it is.
CREATE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('parley.departing', true) IS DISTINCT FROM 'on'
     AND EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refuse_when_closed BEFORE INSERT ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_when_closed();

-- Nor gets a company that has left a key again: it would be made with the first use.
CREATE TRIGGER refuse_when_closed BEFORE INSERT ON workspace_keys FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_when_closed();

-- Rows of one table in the order of its key, from behind a place; runs with the caller's rights and row-level security.
CREATE FUNCTION parley_rows(target text, after jsonb, most int) RETURNS TABLE (place jsonb, data jsonb) LANGUAGE plpgsql STABLE AS $$
DECLARE names text; behind text; pairs text;
BEGIN
  SELECT string_agg(format('t.%I', a.attname), ', ' ORDER BY k.n),
         string_agg(format('%L::%s', after ->> a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY k.n),
         string_agg(format('%L, t.%I', a.attname, a.attname), ', ' ORDER BY k.n)
    INTO names, behind, pairs
    FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (num, n)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
   WHERE i.indrelid = target::regclass AND i.indisprimary;
  RETURN QUERY EXECUTE format(
    'SELECT jsonb_build_object(%s), to_jsonb(t) FROM %I t WHERE t.workspace_id = parley_workspace() AND ($1::jsonb IS NULL OR (%s) > (%s)) ORDER BY %s LIMIT $2',
    pairs, target, names, behind, names) USING after, most;
END $$;

CREATE FUNCTION parley_count_rows(target text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE n bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I WHERE workspace_id = parley_workspace()', target) INTO n;
  RETURN n;
END $$;

-- The company's own key goes once no key of a person hangs on it; only where the company has left. With the rights of the owner: no role of ours may delete it.
CREATE FUNCTION parley_drop_workspace_key() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE n int;
BEGIN
  IF NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND closed_at IS NOT NULL)
     OR EXISTS (SELECT FROM subject_keys WHERE workspace_id = parley_workspace()) THEN
    RAISE EXCEPTION 'the key of a company goes last' USING ERRCODE = '55006';
  END IF;
  DELETE FROM index_keys WHERE workspace_id = parley_workspace();
  DELETE FROM workspace_keys WHERE workspace_id = parley_workspace();
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- Deletes up to so many rows of one table, also of those that nobody else deletes from: only where the company has left and no key opens anything any more, so that
-- nothing of a ledger can be cut out while what it speaks of can still be read. Gives how many, or -1 while another table still points here.
CREATE FUNCTION parley_wipe(target text, most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE n int; mine text := parley_workspace();
BEGIN
  IF NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = mine AND closed_at IS NOT NULL)
     OR EXISTS (SELECT FROM subject_keys WHERE workspace_id = mine) OR EXISTS (SELECT FROM workspace_keys WHERE workspace_id = mine) THEN
    RAISE EXCEPTION 'only what no key opens is wiped' USING ERRCODE = '55006';
  END IF;
  PERFORM set_config('parley.wiping', mine, true);
  BEGIN
    EXECUTE format('DELETE FROM %1$I WHERE ctid = ANY (ARRAY (SELECT ctid FROM %1$I WHERE workspace_id = $1 LIMIT $2)) AND workspace_id = $1', target) USING mine, most;
    GET DIAGNOSTICS n = ROW_COUNT;
  EXCEPTION WHEN foreign_key_violation THEN
    BEGIN -- rows of one table may point at each other
      EXECUTE format('DELETE FROM %I WHERE workspace_id = $1', target) USING mine;
      GET DIAGNOSTICS n = ROW_COUNT;
    EXCEPTION WHEN foreign_key_violation THEN n := -1;
    END;
  END;
  PERFORM set_config('parley.wiping', '', true);
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION parley_drop_workspace_key(), parley_wipe(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION parley_drop_workspace_key(), parley_wipe(text, int) TO parley_app;

-- What refuses deletion lets the wipe through, and nobody who only sets the word: it must be the owner of the tables, as whom the wipe runs.
CREATE FUNCTION parley_is_wiping(workspace text) RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT current_setting('parley.wiping', true) = workspace AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'workspaces'::regclass) $$;
CREATE OR REPLACE FUNCTION parley_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND parley_is_wiping(OLD.workspace_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
CREATE OR REPLACE FUNCTION parley_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (current_setting('parley.erasing', true) = OLD.person_id OR parley_is_wiping(OLD.workspace_id)) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
CREATE OR REPLACE FUNCTION parley_refuse_unless_resealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND parley_is_wiping(OLD.workspace_id) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
