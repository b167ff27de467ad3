-- channels: one node at a time renews what was agreed to at a mailbox's provider: providers end the token before with each new one, and take it for stolen when it comes again (RFC 9700, 4.14.2).
-- Which renewal it is, and until when the others wait for it.
ALTER TABLE mailbox_grants ADD COLUMN renewing_by text COLLATE "C", ADD COLUMN renewing_until timestamptz;

-- How many people a company may begin with in a moving 24 hours, as a provider told it: for all numbers of one business portfolio together (WhatsApp, messaging limits). `most` is null where there is no
-- end; `free` is what was left at `counted_at`, less what was taken since: it says too little rather than too much. `full_until`: the provider said itself that nothing is left.
CREATE TABLE messaging_limits (
  workspace_id parley_id NOT NULL,
  portfolio text COLLATE "C" NOT NULL,
  most int CHECK (most >= 0),
  told_at timestamptz NOT NULL,
  free int NOT NULL,
  counted_at timestamptz NOT NULL,
  full_until timestamptz,
  PRIMARY KEY (workspace_id, portfolio)
);
SELECT parley_protect('messaging_limits', 'SELECT, INSERT, UPDATE, DELETE');

-- Which portfolio an account is of, outside and in its sandbox, and when its provider is asked next.
CREATE TABLE messaging_limit_accounts (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  is_played boolean NOT NULL,
  portfolio text COLLATE "C",
  ask_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, is_played)
);
SELECT parley_protect('messaging_limit_accounts', 'SELECT, INSERT, UPDATE, DELETE');

-- With whom was begun in the last 24 hours, and by which message, as hashes of 32 bits of ids: they find nobody's.
CREATE TABLE messaging_limit_places (
  workspace_id parley_id NOT NULL,
  portfolio text COLLATE "C" NOT NULL,
  slot int NOT NULL,
  taken_by int NOT NULL,
  begun_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, portfolio, slot)
);
CREATE INDEX messaging_limit_places_at ON messaging_limit_places (workspace_id, portfolio, begun_at);
CREATE INDEX messaging_limit_places_by ON messaging_limit_places (workspace_id, taken_by);
SELECT parley_protect('messaging_limit_places', 'SELECT, INSERT, UPDATE, DELETE');

-- stores: the code by which whoever sits at a kiosk goes on from an account of their own at a messenger: its keyed hash, for which inbox and until when, and the links of that moment: an address voids both.
ALTER TABLE kiosk_sittings ADD COLUMN code_hash text COLLATE "C", ADD COLUMN code_inbox parley_id, ADD COLUMN code_until timestamptz, ADD COLUMN code_links int,
  ADD COLUMN offers int NOT NULL DEFAULT 0;
CREATE INDEX kiosk_sittings_code ON kiosk_sittings (workspace_id, code_hash) WHERE code_hash IS NOT NULL;
