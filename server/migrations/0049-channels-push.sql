-- Push: which of a visitor's devices may be woken when an answer waits that nobody looked at. The address a push service knows a device by is sealed under the person.
CREATE TABLE devices (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  visit_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('web-push', 'fcm', 'apns')),
  -- who wakes it, by a code of ours: the gate is asked about them before the address is opened
  service text COLLATE "C" NOT NULL,
  -- a keyed hash of the address: a device that changes hands is one person's only
  hash text COLLATE "C" NOT NULL,
  address bytea NOT NULL,
  language text NOT NULL,
  -- the answer that is being pushed, or was last, and the attempts at that one
  pushing parley_id,
  attempts int NOT NULL DEFAULT 0,
  registered_at timestamptz NOT NULL,
  pushed_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, hash)
);
CREATE INDEX devices_person ON devices (workspace_id, person_id);
CREATE INDEX devices_visit ON devices (workspace_id, visit_id);
CREATE INDEX devices_expiry ON devices (workspace_id, expires_at);
SELECT parley_protect('devices', 'SELECT, INSERT, UPDATE, DELETE');

-- To which push services something of a person was handed, also when the device is gone (Art. 15(1)(c), 19).
CREATE TABLE push_recipients (
  workspace_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  pushes int NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id, recipient)
);
SELECT parley_protect('push_recipients', 'SELECT, INSERT, UPDATE, DELETE');
