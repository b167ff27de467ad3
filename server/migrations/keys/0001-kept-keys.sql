-- The key store in a database of its own (record 059). Nothing here names a person, and nothing here opens without the main database, the root key and the epoch keys.
CREATE FUNCTION parley_workspace() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('parley.workspace', true), '') $$;
CREATE FUNCTION parley_lookup() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('parley.lookup', true), '') $$;

-- `owner` is the random id of a subject, the field of a blind index or use, or `workspace`; `ref` is what lies in the main database in the place of the wrap. A row is never changed:
-- a key that is wrapped anew is another row. `settled`: the main database was seen to name it, or a crash between here and there would leave it for ever.
CREATE TABLE kept_keys (
  workspace_id text COLLATE "C" NOT NULL CHECK (length(workspace_id) BETWEEN 5 AND 40),
  owner text COLLATE "C" NOT NULL CHECK (length(owner) BETWEEN 1 AND 200),
  ref bytea NOT NULL CHECK (length(ref) = 20),
  wrapped bytea NOT NULL CHECK (length(wrapped) > 20),
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, owner, ref)
);
CREATE INDEX kept_keys_unsettled ON kept_keys (workspace_id, made_at) WHERE NOT settled;
ALTER TABLE kept_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON kept_keys USING (workspace_id = parley_workspace()) WITH CHECK (workspace_id = parley_workspace());
CREATE POLICY every_workspace ON kept_keys FOR SELECT USING (parley_lookup() = 'every-workspace');
GRANT SELECT, INSERT, DELETE, UPDATE (settled) ON kept_keys TO parley_keys;

-- Whose keys these are: the id also stands in the key folder; `main` is what tells the main database from a copy of it. `restoring` is the backup that is being brought back; `leaving`: keys go back
-- to the main database. The application has no right on it.
CREATE TABLE key_house (
  id text COLLATE "C" PRIMARY KEY,
  main text,
  restoring text,
  leaving boolean NOT NULL DEFAULT false,
  one boolean NOT NULL DEFAULT true UNIQUE CHECK (one)
);
ALTER TABLE key_house ENABLE ROW LEVEL SECURITY;
ALTER TABLE key_house FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_alone ON key_house USING (true);

-- While keys are on the way back none is added, whoever is at work: what was counted as empty stays so.
CREATE FUNCTION parley_refuse_leaving() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM key_house WHERE leaving) THEN
    RAISE EXCEPTION 'keys are being moved back to the main database: none is added' USING ERRCODE = 'PL423';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER none_is_added BEFORE INSERT ON kept_keys FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_leaving();
