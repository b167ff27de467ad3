-- channels: what is played, as all nodes see it (record 107). Unlogged: it is forgotten after a day and when somebody is erased, so no write-ahead log and no replica carries it; backups leave it out.
CREATE UNLOGGED TABLE sandbox_desks (
  workspace_id parley_id NOT NULL,
  -- an inbox, or `captured` for mail that would have left
  shelf text COLLATE "C" NOT NULL,
  -- anew whenever everything was forgotten
  sitting parley_id NOT NULL,
  -- whether it plays however the switch stands
  is_own boolean NOT NULL,
  behaviour jsonb,
  told int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, shelf)
);
SELECT parley_protect('sandbox_desks', 'SELECT, INSERT, UPDATE, DELETE');

CREATE UNLOGGED TABLE sandbox_items (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  shelf text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  revision int NOT NULL DEFAULT 1,
  -- because the sandbox of the company is on: it goes when that is moved
  is_played boolean NOT NULL,
  -- a name and a value, sealed as a secret of the company
  sealed bytea NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX sandbox_items_shelf ON sandbox_items (workspace_id, shelf, at);
SELECT parley_protect('sandbox_items', 'SELECT, INSERT, UPDATE, DELETE');
