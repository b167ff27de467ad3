-- channels: which messages wait until a company may begin with one more person, and since when each was written: the oldest goes first. A hash of 32 bits of an id, which finds nobody's; whoever did not
-- look for a while (`seen_at`) holds nobody up.
CREATE TABLE messaging_limit_waits (
  workspace_id parley_id NOT NULL,
  waits int NOT NULL,
  portfolio text COLLATE "C" NOT NULL,
  written_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, waits)
);
CREATE INDEX messaging_limit_waits_line ON messaging_limit_waits (workspace_id, portfolio, written_at);
SELECT parley_protect('messaging_limit_waits', 'SELECT, INSERT, UPDATE, DELETE');
