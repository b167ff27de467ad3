-- Requests of Art. 16, 18 and 21: what is asked in the person's own words (sealed), against which purpose, about which identity, and the fact that the
-- gate obeys meanwhile. A session remembers by which identity it was opened, so that it can end when that identity is said to be somebody else's.
ALTER TABLE requests DROP CONSTRAINT requests_kind_check;
ALTER TABLE requests ADD CONSTRAINT requests_kind_check CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'objection'));
ALTER TABLE requests ADD COLUMN purpose text COLLATE "C";
ALTER TABLE requests ADD COLUMN text bytea;
ALTER TABLE requests ADD COLUMN identity_id parley_id;
ALTER TABLE requests ADD COLUMN fact_id parley_id;
ALTER TABLE requests ADD CHECK (purpose IS NULL OR kind = 'objection');
ALTER TABLE requests ADD CHECK (identity_id IS NULL OR kind = 'rectification');
CREATE INDEX requests_contested ON requests (workspace_id, identity_id) WHERE identity_id IS NOT NULL AND closed_at IS NULL;

ALTER TABLE person_sessions ADD COLUMN identity_id parley_id;
-- A session may be cut short; nothing else about it may change.
GRANT UPDATE (expires_at) ON person_sessions TO parley_app;
