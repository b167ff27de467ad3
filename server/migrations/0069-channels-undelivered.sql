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
