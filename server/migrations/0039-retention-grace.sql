-- retention: a company that was here before anything went by itself has two weeks to see what will go, to change a period or set a hold.
ALTER TABLE retention_sweeps ADD COLUMN not_before date;

-- Row by row per workspace, since the protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    INSERT INTO retention_sweeps (workspace_id, stage, began_at, ended_at, not_before)
      VALUES (w, 'done', now(), NULL, (now() AT TIME ZONE 'UTC')::date + 14) ON CONFLICT DO NOTHING;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
