-- rights: taking data to another controller by HTTPS (Art. 20(2)). The company's keys to which others seal, by turns; the private half is a secret of the company.
CREATE TABLE handover_keys (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  public_key text COLLATE "C" NOT NULL,
  secret bytea NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  -- reception was closed while this was the newest key
  closed_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('handover_keys', 'SELECT, INSERT, UPDATE, DELETE');

-- What leaves: to whom, what is sealed to them until it has left, and what they signed that it came. All of it under the person.
CREATE TABLE handovers (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  state text NOT NULL CHECK (state IN ('shown', 'waiting', 'delivered', 'failed')),
  because text COLLATE "C",
  destination bytea NOT NULL,
  envelope bytea,
  receipt bytea,
  at timestamptz NOT NULL,
  confirmed_at timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX handovers_person ON handovers (workspace_id, person_id);
SELECT parley_protect('handovers', 'SELECT, INSERT, UPDATE, DELETE');

-- What came in and waits for somebody to say whose it is; nobody knows before it is opened. `id` is the sender's number. Once decided, number and digest alone stay until the day, so that a
-- repeat gets the same receipt.
CREATE TABLE handover_arrivals (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  key_id parley_id NOT NULL,
  digest text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
  size int NOT NULL,
  said bytea,
  envelope bytea,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX handover_arrivals_until ON handover_arrivals (workspace_id, until);
SELECT parley_protect('handover_arrivals', 'SELECT, INSERT, UPDATE, DELETE');

-- What somebody brought along from another controller, with where it came from.
CREATE TABLE brought_records (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  handover_id parley_id NOT NULL,
  said bytea NOT NULL,
  content bytea NOT NULL,
  accepted_by parley_id NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX brought_records_person ON brought_records (workspace_id, person_id);
SELECT parley_protect('brought_records', 'SELECT, INSERT, UPDATE, DELETE');

-- Requests that a platform of the company's filed by OpenDSR: under which number, what was asked, and which status it was told last. Where it wants to be told is a secret of the company.
CREATE TABLE dsr_filings (
  workspace_id parley_id NOT NULL,
  id text COLLATE "C" NOT NULL,
  request_id parley_id,
  -- it opened the request itself, so that it may cancel it
  opened boolean NOT NULL,
  type text NOT NULL CHECK (type IN ('access', 'portability', 'erasure')),
  version text NOT NULL CHECK (version IN ('2.0', '3.0')),
  -- emptied a day after the last status
  said bytea,
  filed_by parley_id NOT NULL,
  submitted_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  told text COLLATE "C" NOT NULL,
  cancelled_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
CREATE INDEX dsr_filings_request ON dsr_filings (workspace_id, request_id);
SELECT parley_protect('dsr_filings', 'SELECT, INSERT, UPDATE, DELETE');

-- Where somebody is answered who asks for a person (Art. 12): an address of their own, proved by a code, sealed under the person whose request it is and gone with them.
CREATE TABLE request_representatives (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  -- who wrote it down; they do not approve alone
  named_by parley_id NOT NULL,
  address bytea NOT NULL,
  code bytea,
  code_until timestamptz,
  tries int NOT NULL DEFAULT 0,
  made int NOT NULL DEFAULT 0,
  made_since timestamptz,
  proved_at timestamptz,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
CREATE INDEX request_representatives_person ON request_representatives (workspace_id, person_id);
SELECT parley_protect('request_representatives', 'SELECT, INSERT, UPDATE, DELETE');

-- consent: whether the message left by which a yes is to be confirmed. One that could not can be asked for again.
CREATE TABLE consent_confirmations (
  workspace_id parley_id NOT NULL,
  event_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'sent', 'failed')),
  because text COLLATE "C",
  tries int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, event_id)
);
CREATE INDEX consent_confirmations_person ON consent_confirmations (workspace_id, person_id);
SELECT parley_protect('consent_confirmations', 'SELECT, INSERT, UPDATE, DELETE');
