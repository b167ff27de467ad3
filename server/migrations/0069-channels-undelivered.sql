-- Messages that did not arrive are looked after: somebody tries again or says that it is done, and from then on they stand in no list. What goes to many is told in figures by
-- whoever sends it, and is settled as it is written.
ALTER TABLE messages ADD COLUMN settled_at timestamptz;
-- Whatever failed before nobody was asked about it, but for what colleagues wrote within a month. Company by company, since the protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    UPDATE messages SET settled_at = now() WHERE workspace_id = w AND delivery IN ('failed', 'refused') AND (author_kind <> 'staff' OR at < now() - interval '1 month');
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
CREATE INDEX messages_undelivered ON messages (workspace_id, conversation_id) WHERE delivery IN ('failed', 'refused') AND settled_at IS NULL;

-- Up to when what came in at a provider has been listed there, for accounts that can be asked (record 075); of emulators apart, which know nothing of the provider's.
CREATE TABLE channel_listings (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  is_played boolean NOT NULL,
  -- nothing from before is taken in by asking
  begun_at timestamptz NOT NULL,
  listed_until timestamptz NOT NULL,
  look_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, is_played)
);
SELECT parley_protect('channel_listings', 'SELECT, INSERT, UPDATE, DELETE');

-- What was here and is gone, such as with an erased person: asked again within the time that is still looked at, the provider may list it, and it must not come back. A keyed hash, until that time is over.
CREATE TABLE channel_listed (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  is_played boolean NOT NULL,
  hash text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, is_played, hash),
  FOREIGN KEY (workspace_id, inbox_id, is_played) REFERENCES channel_listings ON DELETE CASCADE
);
SELECT parley_protect('channel_listed', 'SELECT, INSERT, DELETE');
CREATE FUNCTION parley_remember_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO channel_listed (workspace_id, inbox_id, is_played, hash, at)
  SELECT o.workspace_id, o.inbox_id, o.is_played, o.hash, coalesce(o.said_at, o.at) FROM gone o JOIN channel_listings l USING (workspace_id, inbox_id, is_played)
  WHERE o.direction = 'in' AND coalesce(o.said_at, o.at) >= l.listed_until - interval '1 hour' ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER remember_listed AFTER DELETE ON external_ids REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION parley_remember_listed();

-- How far the places of one person are taken, for all nodes (record 075). Of the person it knows a hash of 32 bits of an id; who has nothing taken any more has no row.
CREATE TABLE recipient_turns (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  slot int NOT NULL,
  full_at timestamptz NOT NULL,
  told_go boolean NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id, slot)
);
SELECT parley_protect('recipient_turns', 'SELECT, INSERT, UPDATE, DELETE');
