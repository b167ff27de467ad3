-- retention: proof of what is over goes by itself as well, table by table, while its person stays (Art. 5(1)(e)). `after_table` is the table that a sweep is at.
ALTER TABLE retention_sweeps DROP CONSTRAINT retention_sweeps_stage_check;
ALTER TABLE retention_sweeps ADD CONSTRAINT retention_sweeps_stage_check CHECK (stage IN ('conversations', 'proofs', 'people', 'done'));
ALTER TABLE retention_sweeps ADD COLUMN after_table text COLLATE "C";
ALTER TABLE retention_sweeps ADD COLUMN proofs int NOT NULL DEFAULT 0;

-- A request goes with all that tells of its course. One that was certified stays: its certificate is append-only, and names nobody.
GRANT DELETE ON requests, request_steps, request_receipts, request_pauses, request_reminders, request_words, request_representatives, recipient_notices TO parley_app;

-- The oldest words about consent first: a sweep looks at no others.
CREATE INDEX consent_events_age ON consent_events (workspace_id, at, id);

-- Whoever was here before has two weeks again, as with 0039: proofs never went by themselves, and messages of a shorter purpose stayed with their conversation.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    INSERT INTO retention_sweeps AS s (workspace_id, stage, began_at, ended_at, not_before)
      VALUES (w, 'done', now(), NULL, (now() AT TIME ZONE 'UTC')::date + 14)
      ON CONFLICT (workspace_id) DO UPDATE SET not_before = greatest(s.not_before, excluded.not_before);
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
