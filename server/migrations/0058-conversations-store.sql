-- In which store a conversation began, so that lists can be asked for one; what began where stands in store_records as before.
ALTER TABLE conversations ADD COLUMN store_id parley_id;
UPDATE conversations c SET store_id = r.store_id FROM store_records r
WHERE r.workspace_id = c.workspace_id AND r.kind = 'conversation' AND r.record_id = c.id;
CREATE INDEX conversations_store ON conversations (workspace_id, store_id, last_message_at DESC, id DESC) WHERE store_id IS NOT NULL;

-- Whoever is served at the counter sits at no device.
ALTER TABLE kiosk_sittings ALTER COLUMN kiosk_id DROP NOT NULL;
