-- ledger: what was done, in an order nobody can change. The payload of an entry lies apart and may be erased; all else is append-only.
CREATE TABLE ledger_entries (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  at timestamptz NOT NULL CHECK (at = date_trunc('milliseconds', at)),
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9.-]{1,80}$'),
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  leaf bytea NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX ledger_entries_kind ON ledger_entries (workspace_id, kind, id);
SELECT parley_append_only('ledger_entries');

-- `others` are pseudonyms beside the subject that the payload names: whoever is erased takes every payload along that names them.
CREATE TABLE ledger_payloads (
  workspace_id parley_id NOT NULL,
  entry_id parley_id NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 32),
  subject text COLLATE "C",
  others text[] COLLATE "C",
  payload jsonb NOT NULL,
  PRIMARY KEY (workspace_id, entry_id),
  FOREIGN KEY (workspace_id, entry_id) REFERENCES ledger_entries (workspace_id, id)
);
CREATE INDEX ledger_payloads_subject ON ledger_payloads (workspace_id, subject, entry_id) WHERE subject IS NOT NULL;
CREATE INDEX ledger_payloads_others ON ledger_payloads USING gin (others) WHERE others IS NOT NULL;
SELECT parley_protect('ledger_payloads', 'SELECT, INSERT, DELETE');

-- Entries that wait for the sequencer.
CREATE TABLE ledger_queue (
  workspace_id parley_id NOT NULL,
  entry_id parley_id NOT NULL,
  PRIMARY KEY (workspace_id, entry_id),
  FOREIGN KEY (workspace_id, entry_id) REFERENCES ledger_entries (workspace_id, id)
);
SELECT parley_protect('ledger_queue', 'SELECT, INSERT, DELETE');
CREATE POLICY every_workspace ON ledger_queue FOR SELECT USING (parley_lookup() = 'every-workspace');

-- The tree: which entry stands at which position. `hashes` are those of the complete subtrees that this leaf completes, from level 1 up, 32 bytes each.
CREATE TABLE ledger_leaves (
  workspace_id parley_id NOT NULL,
  position bigint NOT NULL CHECK (position >= 0),
  entry_id parley_id NOT NULL,
  hashes bytea NOT NULL CHECK (length(hashes) % 32 = 0),
  PRIMARY KEY (workspace_id, position),
  UNIQUE (workspace_id, entry_id),
  FOREIGN KEY (workspace_id, entry_id) REFERENCES ledger_entries (workspace_id, id)
);
SELECT parley_append_only('ledger_leaves');

CREATE TABLE ledger_checkpoints (
  workspace_id parley_id NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  note text NOT NULL,
  PRIMARY KEY (workspace_id, size)
);
SELECT parley_append_only('ledger_checkpoints');
CREATE POLICY every_workspace ON ledger_checkpoints FOR SELECT USING (parley_lookup() = 'every-workspace');
