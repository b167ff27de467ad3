-- What people agreed to, refused and withdrew. Nobody changes an event; rows leave only when their person is erased, and then only in a
-- transaction that says so (holdings.ts sets parley.erasing).
CREATE TABLE consent_events (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  purpose_version int NOT NULL,
  channel text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'given', 'refused', 'withdrawn', 'expired', 'invalidated')),
  method text NOT NULL,
  said_by text NOT NULL CHECK (said_by IN ('self', 'agent', 'import')),
  actor text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  notice_id parley_id,
  notice_version int,
  notice_hash text COLLATE "C",
  language text,
  wording bytea NOT NULL,
  session bytea,
  evidence bytea,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, notice_id, notice_version, notice_hash) REFERENCES notices (workspace_id, id, version, hash),
  FOREIGN KEY (workspace_id, purpose, purpose_version) REFERENCES purposes (workspace_id, code, version),
  -- Art. 7(1): a consent that cannot be proved is none
  CHECK (state <> 'given' OR said_by = 'import' OR (notice_hash IS NOT NULL AND language IS NOT NULL)),
  CHECK (state <> 'given' OR said_by = 'self' OR evidence IS NOT NULL)
);
CREATE INDEX consent_events_latest ON consent_events (workspace_id, person_id, purpose, channel, at DESC, id DESC);
SELECT parley_protect('consent_events', 'SELECT, INSERT, DELETE');

CREATE FUNCTION parley_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('parley.erasing', true) = OLD.person_id THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '55006';
END $$;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON consent_events FOR EACH ROW EXECUTE FUNCTION parley_refuse_unless_erasing();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON consent_events FOR EACH STATEMENT EXECUTE FUNCTION parley_refuse_change();
