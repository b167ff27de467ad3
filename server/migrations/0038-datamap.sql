-- datamap: where personal data is and flows, as figures without people; what a record of processing needs beside that (Art. 30), and its versions.

-- How often something was done with data on a day: counted from the ledger, which names people, into rows that name nobody. Empty text: none.
CREATE TABLE datamap_flows (
  workspace_id parley_id NOT NULL,
  day date NOT NULL,
  act text COLLATE "C" NOT NULL CHECK (act IN ('receive', 'reveal', 'send', 'export', 'hand-over')),
  purpose text COLLATE "C" NOT NULL CHECK (length(purpose) <= 60),
  channel text COLLATE "C" NOT NULL CHECK (length(channel) <= 60),
  recipient text COLLATE "C" NOT NULL CHECK (length(recipient) <= 60),
  uses bigint NOT NULL CHECK (uses > 0),
  PRIMARY KEY (workspace_id, day, act, purpose, channel, recipient)
);
SELECT parley_protect('datamap_flows', 'SELECT, INSERT, UPDATE, DELETE');

-- The same by field (`table.column`): what a permit named when it was used. `recipient` beside codes of the register: @team and @person.
CREATE TABLE datamap_fields (
  workspace_id parley_id NOT NULL,
  day date NOT NULL,
  field text COLLATE "C" NOT NULL CHECK (length(field) <= 130),
  act text COLLATE "C" NOT NULL CHECK (act IN ('reveal', 'send', 'export', 'hand-over')),
  purpose text COLLATE "C" NOT NULL CHECK (length(purpose) <= 60),
  recipient text COLLATE "C" NOT NULL CHECK (length(recipient) <= 60),
  uses bigint NOT NULL CHECK (uses > 0),
  PRIMARY KEY (workspace_id, day, field, act, purpose, recipient)
);
SELECT parley_protect('datamap_fields', 'SELECT, INSERT, UPDATE, DELETE');

-- The position in the ledger up to which everything is counted; moved in the transaction that counts, so that nothing is counted twice.
CREATE TABLE datamap_progress (
  workspace_id parley_id NOT NULL,
  position bigint NOT NULL CHECK (position >= 0),
  began_at timestamptz NOT NULL,
  counted_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id)
);
SELECT parley_protect('datamap_progress', 'SELECT, INSERT, UPDATE');

-- What no machine knows and a record must say: representative, joint controllers, who runs the machines and where. The newest version holds.
CREATE TABLE record_facts (
  workspace_id parley_id NOT NULL,
  version int NOT NULL CHECK (version > 0),
  facts jsonb NOT NULL,
  changed_by text COLLATE "C" NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, version)
);
SELECT parley_protect('record_facts', 'SELECT, INSERT, DELETE');

-- The records as they stood: a new version whenever what they say has changed.
CREATE TABLE record_versions (
  workspace_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('controller', 'processor')),
  version int NOT NULL CHECK (version > 0),
  hash text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, kind, version)
);
SELECT parley_protect('record_versions', 'SELECT, INSERT, DELETE');

-- Whether a column holds any value of the company that asks; with the caller's rights, so that row-level security counts.
CREATE FUNCTION parley_any_value(target text, col text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE workspace_id = parley_workspace() AND %I IS NOT NULL)', target, col) INTO found;
  RETURN found;
END $$;
