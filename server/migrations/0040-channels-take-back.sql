-- channels: a message that ran out here may still lie at its provider. What the provider calls it is kept, sealed, until the provider was told to forget it.
ALTER TABLE external_ids ADD COLUMN let_go_at timestamptz, ADD COLUMN ask_after timestamptz;
GRANT UPDATE (let_go_at, ask_after) ON external_ids TO parley_app;
CREATE INDEX external_ids_let_go ON external_ids (workspace_id, ask_after) WHERE let_go_at IS NOT NULL;
