-- keys: workspace keys are wrapped anew when the root moves, and are themselves replaced. Until everything below is wrapped under the new one, the one before stays
-- beside it; `own_root` is the address of a root key that the company brought, which then wraps its key instead of the house's. The header of each wrap says which version it needs. `created_at` is when the present one was made.
ALTER TABLE workspace_keys ADD COLUMN version int NOT NULL DEFAULT 0, ADD COLUMN previous bytea, ADD COLUMN previous_root text, ADD COLUMN own_root text CHECK (length(own_root) <= 1000);
GRANT UPDATE (epoch, wrapped, root_id, version, previous, previous_root, own_root, created_at) ON workspace_keys TO parley_app;
GRANT UPDATE (wrapped) ON index_keys TO parley_app;
