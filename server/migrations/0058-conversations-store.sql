-- In which store a conversation began, so that lists can be asked for one; what began where stands in store_records as before.
ALTER TABLE conversations ADD COLUMN store_id parley_id;
-- Row by row per workspace, since the protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    UPDATE conversations c SET store_id = r.store_id FROM store_records r
      WHERE c.workspace_id = w AND r.workspace_id = w AND r.kind = 'conversation' AND r.record_id = c.id;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
CREATE INDEX conversations_store ON conversations (workspace_id, store_id, last_message_at DESC, id DESC) WHERE store_id IS NOT NULL;

-- Whoever is served at the counter sits at no device.
ALTER TABLE kiosk_sittings ALTER COLUMN kiosk_id DROP NOT NULL;
