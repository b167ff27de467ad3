-- channels: mailboxes that lie elsewhere and feed an inbox. Up to where one was read is kept, so that a restart begins where the last one ended.
CREATE TABLE mailbox_places (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  -- a keyed hash of host, user and folder: another mailbox begins anew
  mailbox text COLLATE "C" NOT NULL,
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL,
  looked_at timestamptz NOT NULL,
  -- mail that was not taken in, such as one too large: it lies there unread
  left_behind int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, inbox_id)
);
SELECT parley_protect('mailbox_places', 'SELECT, INSERT, UPDATE, DELETE');

-- What a company agreed to at Google or Microsoft: a token of long life, sealed as a secret of the company, from which short ones are made.
CREATE TABLE mailbox_grants (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  refresh_token bytea NOT NULL,
  agreed_at timestamptz NOT NULL,
  -- a keyed hash of provider, application, directory and user: it counts for no other mailbox
  given_for text COLLATE "C" NOT NULL,
  -- since when the provider refuses it: somebody has to agree again
  refused_at timestamptz,
  PRIMARY KEY (workspace_id, inbox_id)
);
SELECT parley_protect('mailbox_grants', 'SELECT, INSERT, UPDATE, DELETE');

-- Tokens with which mail was posted, as keyed hashes beside a hash of what came with them: none counts twice for something else.
CREATE TABLE posted_tokens (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  hash text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, hash)
);
CREATE INDEX posted_tokens_at ON posted_tokens (workspace_id, at);
SELECT parley_protect('posted_tokens', 'SELECT, INSERT, UPDATE, DELETE');

-- Who handed a message in besides whoever carries what is sent, by the register of recipients, and a keyed hash of the mailbox in which it lies there: the
-- company may change to another, and what lies in the one before is not reached any more (Art. 15(1)(c), 19).
ALTER TABLE external_ids ADD COLUMN handed_by text, ADD COLUMN lies_in text COLLATE "C";
