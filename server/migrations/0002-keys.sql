-- keys: every key here is wrapped. The root key and the epoch keys are files outside PostgreSQL, so that old logs and backups of these tables open nothing.
-- `epoch` is the one under which new subject keys are wrapped; whoever makes one holds this row FOR SHARE, so that a rotation waits for them.
CREATE TABLE workspace_keys (
  workspace_id parley_id PRIMARY KEY,
  wrapped bytea NOT NULL,
  root_id text NOT NULL,
  epoch int NOT NULL,
  created_at timestamptz NOT NULL
);
SELECT parley_protect('workspace_keys', 'SELECT, INSERT, UPDATE (epoch)');
CREATE POLICY every_workspace ON workspace_keys FOR SELECT USING (parley_lookup() = 'every-workspace');

CREATE TABLE index_keys (
  workspace_id parley_id NOT NULL,
  field text COLLATE "C" NOT NULL,
  wrapped bytea NOT NULL,
  PRIMARY KEY (workspace_id, field),
  FOREIGN KEY (workspace_id) REFERENCES workspace_keys (workspace_id)
);
SELECT parley_protect('index_keys', 'SELECT, INSERT');

-- `mark` is a keyed hash of the subject's random id: what the tombstone keeps.
CREATE TABLE subject_keys (
  workspace_id parley_id NOT NULL,
  subject parley_id NOT NULL,
  version int NOT NULL,
  epoch int NOT NULL,
  wrapped bytea NOT NULL,
  mark bytea NOT NULL CHECK (length(mark) = 16),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, subject),
  FOREIGN KEY (workspace_id) REFERENCES workspace_keys (workspace_id)
);
SELECT parley_protect('subject_keys', 'SELECT, INSERT, UPDATE (version, epoch, wrapped), DELETE');

-- Tombstones: no id, no person, only what refuses a second key and says when which epoch key must die.
CREATE TABLE shredded_keys (
  workspace_id parley_id NOT NULL,
  mark bytea NOT NULL CHECK (length(mark) = 16),
  epoch int NOT NULL,
  shredded_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, mark)
);
SELECT parley_append_only('shredded_keys');
CREATE POLICY every_workspace ON shredded_keys FOR SELECT USING (parley_lookup() = 'every-workspace');

-- All epoch keys up to and with `epoch` are destroyed since then.
CREATE TABLE epoch_ends (
  workspace_id parley_id NOT NULL,
  epoch int NOT NULL,
  destroyed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, epoch)
);
SELECT parley_append_only('epoch_ends');
CREATE POLICY every_workspace ON epoch_ends FOR SELECT USING (parley_lookup() = 'every-workspace');

-- After the insert, since an insert beside a shred that is still under way first waits for it; this query then sees the tombstone.
CREATE FUNCTION parley_no_key_after_shred() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM shredded_keys WHERE workspace_id = NEW.workspace_id AND mark = NEW.mark) THEN
    RAISE EXCEPTION 'a shredded subject gets no new key' USING ERRCODE = '55006';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER no_key_after_shred AFTER INSERT ON subject_keys FOR EACH ROW EXECUTE FUNCTION parley_no_key_after_shred();
