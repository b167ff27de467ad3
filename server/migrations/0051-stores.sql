-- Stores: places where customers meet the company in person, the devices that stand there, and what began at one.
CREATE TABLE stores (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  -- stands in the address of the store's page and on its poster
  public_key text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 300),
  languages text[] NOT NULL CHECK (cardinality(languages) BETWEEN 1 AND 4),
  hours text NOT NULL CHECK (length(hours) <= 300),
  inbox_id parley_id NOT NULL,
  rest_seconds int NOT NULL CHECK (rest_seconds BETWEEN 20 AND 600),
  opened_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, public_key)
);
SELECT parley_protect('stores', 'SELECT, INSERT, UPDATE');

-- A device is known by a token that only it has; here stands neither the token nor the code that brought it in.
CREATE TABLE kiosks (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  store_id parley_id NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  code_until timestamptz NOT NULL,
  enrolled_at timestamptz,
  seen_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, store_id) REFERENCES stores (workspace_id, id)
);
SELECT parley_protect('kiosks', 'SELECT, INSERT, UPDATE, DELETE');

-- One customer at one device, for minutes: from then on the token of the sitting is worth nothing, and the row goes.
CREATE TABLE kiosk_sittings (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  kiosk_id parley_id NOT NULL,
  store_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  visit_id parley_id NOT NULL,
  acts int NOT NULL DEFAULT 0,
  -- codes that were sent out from here, each to an address that somebody typed
  codes int NOT NULL DEFAULT 0,
  began_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  taken_at timestamptz,
  -- hash of what the phone made up: it may ask again when the answer was lost
  taken_by text COLLATE "C",
  -- which link to a phone is good: an address that was given or proved makes every earlier one worthless
  links int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX kiosk_sittings_person ON kiosk_sittings (workspace_id, person_id);
CREATE INDEX kiosk_sittings_kiosk ON kiosk_sittings (workspace_id, kiosk_id, began_at);
SELECT parley_protect('kiosk_sittings', 'SELECT, INSERT, UPDATE, DELETE');

-- Where a conversation, a choice, an address or a request began: the place, beside what happened there.
CREATE TABLE store_records (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  store_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('conversation', 'choice', 'address', 'request', 'hand-over')),
  record_id parley_id NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, kind, record_id),
  FOREIGN KEY (workspace_id, store_id) REFERENCES stores (workspace_id, id)
);
CREATE INDEX store_records_person ON store_records (workspace_id, person_id);
CREATE INDEX store_records_store ON store_records (workspace_id, store_id, kind);
SELECT parley_protect('store_records', 'SELECT, INSERT, DELETE');

-- A chat that began at a device of the company's: no browser of a visitor holds it until a phone takes it up.
ALTER TABLE visits ADD COLUMN lent boolean NOT NULL DEFAULT false;
