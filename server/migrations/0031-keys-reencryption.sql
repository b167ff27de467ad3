-- keys: a subject gets a new key, and every value of theirs is sealed anew. Until the last value under the key before is gone, that one stays beside the new one,
-- wrapped under the same epoch; `created_at` is when the present one was made.
ALTER TABLE subject_keys ADD COLUMN previous bytea;
GRANT UPDATE (previous, created_at) ON subject_keys TO parley_app;
CREATE INDEX subject_keys_two ON subject_keys (workspace_id, subject) WHERE previous IS NOT NULL;
GRANT DELETE ON index_keys TO parley_app; -- the key before of the company's secrets

-- The last run of each company, which is also how an interrupted one is gone on with. `everyone`: keys made until `began_at` are replaced, else only those that
-- were asked for. `secrets` is the version of the key of the company's secrets that this run made. `stage_at` comes from the clock of the database, since it is
-- compared with when transactions began.
CREATE TABLE reencryptions (
  workspace_id parley_id PRIMARY KEY,
  everyone boolean NOT NULL,
  stage text NOT NULL CHECK (stage IN ('making', 'sealing', 'letting-go', 'done')),
  stage_at timestamptz NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  secrets int,
  made int NOT NULL DEFAULT 0,
  resealed int NOT NULL DEFAULT 0
);
SELECT parley_protect('reencryptions', 'SELECT, INSERT, UPDATE');
CREATE POLICY every_workspace ON reencryptions FOR SELECT USING (parley_lookup() = 'every-workspace');

-- Sealed values of one column under another version than the newest of their owner, locked; what somebody else holds is left for later, so that nobody waits for
-- us while we wait for them. Bytes 3 and 4 of a sealed value are its version. All of these run with the caller's rights and row-level security.
CREATE FUNCTION parley_seals_before(workspace text, target text, under text, place text[], field text, owners text[], versions int[], most int)
RETURNS TABLE (at tid, owner text, named text, sealed bytea) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT t.ctid, t.%1$I::text, concat_ws(''/'', %2$s), t.%3$I FROM %4$I t JOIN unnest($2, $3) AS n (owner, version) ON n.owner = t.%1$I
     WHERE t.workspace_id = $1 AND t.%3$I IS NOT NULL AND substring(t.%3$I FROM 3 FOR 2) <> substring(int4send(n.version) FROM 3 FOR 2)
     LIMIT $4 FOR NO KEY UPDATE OF t SKIP LOCKED',
    under, (SELECT string_agg(format('t.%I', p), ', ' ORDER BY o) FROM unnest(place) WITH ORDINALITY AS x (p, o)), field, target)
    USING workspace, owners, versions, most;
END $$;

CREATE FUNCTION parley_are_seals_before(workspace text, target text, under text, field text, owners text[], versions int[])
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT FROM %3$I t JOIN unnest($2, $3) AS n (owner, version) ON n.owner = t.%1$I
     WHERE t.workspace_id = $1 AND t.%2$I IS NOT NULL AND substring(t.%2$I FROM 3 FOR 2) <> substring(int4send(n.version) FROM 3 FOR 2))',
    under, field, target) INTO found USING workspace, owners, versions;
  RETURN found;
END $$;

-- Puts new bytes where the old ones still are; gives how many. `parley.resealing` lets them past the triggers of append-only tables, which look on their own.
CREATE FUNCTION parley_reseal(workspace text, target text, field text, places tid[], before bytea[], after bytea[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE done int := 0; n int;
BEGIN
  PERFORM set_config('parley.resealing', 'on', true);
  FOR i IN 1 .. cardinality(places) LOOP
    EXECUTE format('UPDATE %1$I t SET %2$I = $3 WHERE t.ctid = $1 AND t.workspace_id = $4 AND t.%2$I = $2', target, field)
      USING places[i], before[i], after[i], workspace;
    GET DIAGNOSTICS n = ROW_COUNT;
    done := done + n;
  END LOOP;
  PERFORM set_config('parley.resealing', '', true);
  RETURN done;
END $$;

-- Files that these owners have in the storage; with `only` that one, its row locked.
CREATE FUNCTION parley_sealed_files(workspace text, target text, under text, place text[], reference text, owners text[], only_file text)
RETURNS TABLE (owner text, named text, file text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT t.%1$I::text, concat_ws(''/'', %2$s), t.%3$I::text FROM %4$I t
     WHERE t.workspace_id = $1 AND t.%1$I = ANY ($2) AND t.%3$I IS NOT NULL AND ($3::text IS NULL OR t.%3$I = $3) ' ||
    CASE WHEN only_file IS NULL THEN '' ELSE 'FOR NO KEY UPDATE OF t' END,
    under, (SELECT string_agg(format('t.%I', p), ', ' ORDER BY o) FROM unnest(place) WITH ORDINALITY AS x (p, o)), reference, target)
    USING workspace, owners, only_file;
END $$;

-- Whether a row changed in nothing but that sealed values got another seal of the same length and a higher version.
CREATE FUNCTION parley_is_resealed(before jsonb, after jsonb, fields text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT before - fields = after - fields AND NOT EXISTS (
    SELECT FROM unnest(fields) AS f WHERE before ->> f IS DISTINCT FROM after ->> f AND NOT coalesce(
      length(before ->> f) = length(after ->> f) AND left(before ->> f, 6) = left(after ->> f, 6)
      AND substring(before ->> f FROM 7 FOR 4) < substring(after ->> f FROM 7 FOR 4), false))
$$;

CREATE OR REPLACE FUNCTION parley_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('parley.erasing', true) = OLD.person_id THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
DROP TRIGGER append_only_rows ON consent_events;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON consent_events
  FOR EACH ROW EXECUTE FUNCTION parley_refuse_unless_erasing('wording', 'session', 'evidence');
GRANT UPDATE (wording, session, evidence) ON consent_events TO parley_app;

CREATE FUNCTION parley_refuse_unless_resealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('parley.resealing', true) = 'on' AND parley_is_resealed(to_jsonb(OLD), to_jsonb(NEW), TG_ARGV) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
DROP TRIGGER append_only_rows ON purposes;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON purposes FOR EACH ROW EXECUTE FUNCTION parley_refuse_unless_resealing('reason');
GRANT UPDATE (reason) ON purposes TO parley_app;
GRANT UPDATE (external_id) ON external_ids TO parley_app;
GRANT UPDATE (case_file) ON request_cases TO parley_app;
