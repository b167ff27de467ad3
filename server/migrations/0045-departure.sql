-- departure: a company takes everything with it, and leaves (Art. 28(3)(g)).
-- From `frozen_at` on nobody writes there, but what was kept may be read and fetched; from `closed_at` on nobody acts there any more but the departure itself.
ALTER TABLE workspaces ADD COLUMN frozen_at timestamptz, ADD COLUMN closed_at timestamptz;
GRANT UPDATE (frozen_at) ON workspaces TO parley_app;

-- That a company is closed is final: only the functions below write here, and no role of ours takes a line out. It stays when the company has left, so that nothing of it comes back.
CREATE TABLE closed_workspaces (
  workspace_id parley_id PRIMARY KEY,
  closed_at timestamptz NOT NULL,
  unreadable_at timestamptz
);
SELECT parley_protect('closed_workspaces', 'SELECT');

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
  manifest bytea,
  confirmed_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('workspace_exports', 'SELECT, INSERT, UPDATE');

-- The end of the contract: one at a time. `place` is where the deletion goes on after a crash.
CREATE TABLE workspace_ends (
  workspace_id parley_id PRIMARY KEY,
  id parley_id NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'planned', 'closing', 'leaving')),
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

-- Every function that decides or deletes runs as the owner and looks for tables in `public` before those that a session made for itself.
CREATE FUNCTION parley_is_closed() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = parley_workspace()) $$;

CREATE FUNCTION parley_close(at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace()) THEN RAISE EXCEPTION 'no such company' USING ERRCODE = '55006'; END IF;
  INSERT INTO closed_workspaces VALUES (parley_workspace(), at) ON CONFLICT DO NOTHING;
  UPDATE workspaces SET closed_at = coalesce(closed_at, at) WHERE workspace_id = parley_workspace();
END $$;

-- Each act appends an entry: where none can be appended, nothing can be done. The departure itself says who it is. Before, while what was kept is fetched, only acts that serve it.
CREATE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF parley_is_closed() OR (EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL)
     AND EXISTS (SELECT FROM fresh WHERE kind !~ '^(staff\.(signed-(in|out)|proven|sessions-ended)|workspace\.(export|end)-[a-z-]+|notice\.[a-z-]+|hold\.lifted|data\.(exported|revealed)|(keys|ledger)\.[a-z-]+)$')) THEN
    RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refuse_when_closed AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_when_closed();

-- Nor gets a company that has closed a key again, whoever asks: one that was made anew, or one that was taken away before and comes back. Nor does it come back itself.
CREATE FUNCTION parley_refuse_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF parley_is_closed() THEN RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refuse_return BEFORE INSERT ON workspaces FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_return();
CREATE TRIGGER refuse_return BEFORE INSERT ON workspace_keys FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_return();
CREATE TRIGGER refuse_return BEFORE INSERT ON index_keys FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_return();
CREATE TRIGGER refuse_return BEFORE INSERT ON subject_keys FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_return();

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

-- The company's own key goes once no key of a person hangs on it; only where the company has closed. With the rights of the owner: no role of ours may delete it.
CREATE FUNCTION parley_drop_workspace_key() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE n int;
BEGIN
  IF NOT parley_is_closed() OR EXISTS (SELECT FROM subject_keys WHERE workspace_id = parley_workspace()) THEN
    RAISE EXCEPTION 'the key of a company goes last' USING ERRCODE = '55006';
  END IF;
  DELETE FROM index_keys WHERE workspace_id = parley_workspace();
  DELETE FROM workspace_keys WHERE workspace_id = parley_workspace();
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE closed_workspaces SET unreadable_at = coalesce(unreadable_at, clock_timestamp()) WHERE workspace_id = parley_workspace();
  RETURN n;
END $$;

-- Whether another table still has rows of this company that may point here.
CREATE FUNCTION parley_is_pointed_at(target regclass) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE child regclass; found boolean;
BEGIN
  FOR child IN SELECT DISTINCT conrelid FROM pg_constraint WHERE contype = 'f' AND confrelid = target AND conrelid <> target LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE workspace_id = parley_workspace())', child) INTO found;
    IF found THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;

-- Deletes up to so many rows of one table, also of those that nobody else deletes from: only where the company has closed for good and no key opens anything any more, so that
-- nothing of a ledger can be cut out while what it speaks of can still be read. Gives how many, or -1 while another table still points here; `anyway` tries it nevertheless.
CREATE FUNCTION parley_wipe(target text, most int, anyway boolean DEFAULT false) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE n int; mine text := parley_workspace();
BEGIN
  IF NOT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = mine AND unreadable_at IS NOT NULL) OR target = 'closed_workspaces'
     OR EXISTS (SELECT FROM subject_keys WHERE workspace_id = mine) OR EXISTS (SELECT FROM workspace_keys WHERE workspace_id = mine) THEN
    RAISE EXCEPTION 'only what no key opens is wiped' USING ERRCODE = '55006';
  END IF;
  IF NOT anyway AND parley_is_pointed_at(format('public.%I', target)::regclass) THEN RETURN -1; END IF;
  PERFORM set_config('parley.wiping', mine, true);
  BEGIN
    EXECUTE format('DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY (SELECT ctid FROM public.%1$I WHERE workspace_id = $1 LIMIT $2)) AND workspace_id = $1', target)
      USING mine, most;
    GET DIAGNOSTICS n = ROW_COUNT;
  EXCEPTION WHEN foreign_key_violation THEN
    BEGIN -- rows of one table may point at each other
      EXECUTE format('DELETE FROM public.%I WHERE workspace_id = $1', target) USING mine;
      GET DIAGNOSTICS n = ROW_COUNT;
    EXCEPTION WHEN foreign_key_violation THEN n := -1;
    END;
  END;
  PERFORM set_config('parley.wiping', '', true);
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION parley_close(timestamptz), parley_drop_workspace_key(), parley_wipe(text, int, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION parley_close(timestamptz), parley_drop_workspace_key(), parley_wipe(text, int, boolean) TO parley_app;

-- What refuses deletion lets the wipe through, and nobody who only sets the word: it must be the owner of the very table, as whom the wipe runs.
CREATE FUNCTION parley_is_wiping(workspace text, relation oid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  AS $$ SELECT current_setting('parley.wiping', true) = workspace AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation) $$;
CREATE OR REPLACE FUNCTION parley_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND parley_is_wiping(OLD.workspace_id, TG_RELID) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
CREATE OR REPLACE FUNCTION parley_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (current_setting('parley.erasing', true) = OLD.person_id OR parley_is_wiping(OLD.workspace_id, TG_RELID)) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
CREATE OR REPLACE FUNCTION parley_refuse_unless_resealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND parley_is_wiping(OLD.workspace_id, TG_RELID) THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
