-- keys: wrapped keys may lie in a database of their own (record 059). In their place lies a ref, which opens nothing: 2, 0, the version that the wrap's header would tell, 16 random bytes.
CREATE FUNCTION parley_is_ref(bytes bytea) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(length(bytes) = 20 AND substring(bytes FROM 1 FOR 2) = '\x0200'::bytea, false) $$;

-- What was let go of here and must still go there, in the commit that let go of it. `whole`: everything of this owner, also what a crash left there unknown to us.
CREATE TABLE leaving_keys (
  workspace_id parley_id NOT NULL,
  owner text COLLATE "C" NOT NULL,
  ref bytea NOT NULL CHECK (parley_is_ref(ref)),
  whole boolean NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (workspace_id, owner, ref)
);
-- UPDATE so that a row may be locked; nothing changes one.
SELECT parley_protect('leaving_keys', 'SELECT, INSERT, UPDATE (whole), DELETE');
CREATE POLICY every_workspace ON leaving_keys FOR SELECT USING (parley_lookup() = 'every-workspace');

-- By triggers, so that whoever changes or deletes a key, today's code or tomorrow's, leaves none behind. Where keys lie here, the condition is all that is looked at.
CREATE FUNCTION parley_key_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whose text; before bytea[]; after bytea[] := '{}';
BEGIN
  IF TG_TABLE_NAME = 'subject_keys' THEN
    whose := OLD.subject;
    before := ARRAY[OLD.wrapped, OLD.previous];
    IF TG_OP = 'UPDATE' THEN after := ARRAY[NEW.wrapped, NEW.previous]; END IF;
  ELSIF TG_TABLE_NAME = 'index_keys' THEN
    whose := OLD.field;
    before := ARRAY[OLD.wrapped];
    IF TG_OP = 'UPDATE' THEN after := ARRAY[NEW.wrapped]; END IF;
  ELSE
    whose := 'workspace';
    before := ARRAY[OLD.wrapped, OLD.previous];
    IF TG_OP = 'UPDATE' THEN after := ARRAY[NEW.wrapped, NEW.previous]; END IF;
  END IF;
  INSERT INTO leaving_keys (workspace_id, owner, ref, whole)
    SELECT OLD.workspace_id, whose, b, TG_OP = 'DELETE' FROM unnest(before) AS b
    WHERE parley_is_ref(b) AND NOT EXISTS (SELECT FROM unnest(after) AS a WHERE a = b) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER key_leaves AFTER DELETE ON subject_keys FOR EACH ROW
  WHEN (parley_is_ref(OLD.wrapped) OR parley_is_ref(OLD.previous)) EXECUTE FUNCTION parley_key_leaves();
CREATE TRIGGER key_leaves_place AFTER UPDATE OF wrapped, previous ON subject_keys FOR EACH ROW
  WHEN (parley_is_ref(OLD.wrapped) OR parley_is_ref(OLD.previous)) EXECUTE FUNCTION parley_key_leaves();
CREATE TRIGGER key_leaves AFTER DELETE ON index_keys FOR EACH ROW WHEN (parley_is_ref(OLD.wrapped)) EXECUTE FUNCTION parley_key_leaves();
CREATE TRIGGER key_leaves_place AFTER UPDATE OF wrapped ON index_keys FOR EACH ROW WHEN (parley_is_ref(OLD.wrapped)) EXECUTE FUNCTION parley_key_leaves();
CREATE TRIGGER key_leaves AFTER DELETE ON workspace_keys FOR EACH ROW
  WHEN (parley_is_ref(OLD.wrapped) OR parley_is_ref(OLD.previous)) EXECUTE FUNCTION parley_key_leaves();
CREATE TRIGGER key_leaves_place AFTER UPDATE OF wrapped, previous ON workspace_keys FOR EACH ROW
  WHEN (parley_is_ref(OLD.wrapped) OR parley_is_ref(OLD.previous)) EXECUTE FUNCTION parley_key_leaves();
