-- What all nodes must know of an account before they send by it: how far its places are taken, and whether it rests since its provider does not answer (record 070). One row per account, written
-- only when somebody asks for a place or something went wrong. No message stands in it: of those that failed it knows a hash of 32 bits, to count each once.
CREATE TABLE account_turns (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  -- when everything that was let go is worked off at the provider's pace
  full_at timestamptz NOT NULL,
  -- when whoever was sent away last comes back
  back_at timestamptz NOT NULL,
  -- what the one who asked last was told: to go, or to come back, at this moment
  told_go boolean NOT NULL,
  told_at timestamptz NOT NULL,
  failed int[] NOT NULL DEFAULT '{}',
  tries int NOT NULL DEFAULT 0,
  rests_until timestamptz,
  PRIMARY KEY (workspace_id, inbox_id)
);
SELECT parley_protect('account_turns', 'SELECT, INSERT, UPDATE, DELETE');

-- By such an id a provider is told that words were read (LINE). It is no message: it goes when the company no longer tells, or when a newer one of the conversation is kept.
ALTER TABLE external_ids ADD COLUMN is_read_token boolean NOT NULL DEFAULT false;
CREATE INDEX external_ids_read_tokens ON external_ids (workspace_id, inbox_id, conversation_id) WHERE is_read_token;
