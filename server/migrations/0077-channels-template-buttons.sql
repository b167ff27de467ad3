-- What the buttons of an approved message say and open: whoever writes a campaign sees them, and others than they saw are not sent.
ALTER TABLE channel_templates ADD COLUMN buttons jsonb NOT NULL DEFAULT '[]';
-- What is kept says nothing of them yet: what goes by a template waits until its provider was asked again. Company by company, since the protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    UPDATE channel_accounts SET templates_at = NULL WHERE workspace_id = w;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
