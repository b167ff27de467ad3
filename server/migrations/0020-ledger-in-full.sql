-- ledger in full: what witnesses co-signed and authorities stamped, what the self-check found, how far a follower got, and the indexes by which entries are searched.

-- `line` is the signature line of the witness, as it stands below a checkpoint (C2SP tlog-cosignature).
CREATE TABLE ledger_cosignatures (
  workspace_id parley_id NOT NULL,
  size bigint NOT NULL,
  witness text COLLATE "C" NOT NULL CHECK (length(witness) BETWEEN 1 AND 300),
  line text COLLATE "C" NOT NULL CHECK (length(line) BETWEEN 1 AND 500),
  PRIMARY KEY (workspace_id, size, witness),
  FOREIGN KEY (workspace_id, size) REFERENCES ledger_checkpoints (workspace_id, size)
);
SELECT parley_append_only('ledger_cosignatures');

-- `token` is a TimeStampToken (RFC 3161) over the note of that checkpoint.
CREATE TABLE ledger_timestamps (
  workspace_id parley_id NOT NULL,
  size bigint NOT NULL,
  at timestamptz NOT NULL,
  token bytea NOT NULL CHECK (length(token) BETWEEN 1 AND 65536),
  PRIMARY KEY (workspace_id, size),
  FOREIGN KEY (workspace_id, size) REFERENCES ledger_checkpoints (workspace_id, size)
);
SELECT parley_append_only('ledger_timestamps');

-- One row per self-check. `first` is the code of the first fault.
CREATE TABLE ledger_verdicts (
  workspace_id parley_id NOT NULL,
  at timestamptz NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  faults int NOT NULL CHECK (faults >= 0),
  first text COLLATE "C",
  PRIMARY KEY (workspace_id, at)
);
SELECT parley_append_only('ledger_verdicts');

-- How many entries a follower (a SIEM) took. `target` names where they went, so that another target begins at the beginning.
CREATE TABLE ledger_followers (
  workspace_id parley_id NOT NULL,
  target text COLLATE "C" NOT NULL CHECK (length(target) BETWEEN 1 AND 300),
  position bigint NOT NULL CHECK (position >= 0),
  PRIMARY KEY (workspace_id, target)
);
SELECT parley_protect('ledger_followers', 'SELECT, INSERT, UPDATE');

CREATE INDEX ledger_entries_time ON ledger_entries (workspace_id, at, id);
CREATE INDEX ledger_payloads_actor ON ledger_payloads (workspace_id, (payload ->> 'actor') COLLATE "C", entry_id);
