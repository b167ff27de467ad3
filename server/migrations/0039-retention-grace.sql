-- retention: a company that was here before anything went by itself has two weeks to see what will go, to change a period or set a hold.
ALTER TABLE retention_sweeps ADD COLUMN not_before date;
INSERT INTO retention_sweeps (workspace_id, stage, began_at, ended_at, not_before)
  SELECT workspace_id, 'done', now(), NULL, (now() AT TIME ZONE 'UTC')::date + 14 FROM workspaces ON CONFLICT DO NOTHING;
