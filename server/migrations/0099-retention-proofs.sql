-- retention: proof of what is over goes by itself as well, table by table, while its person stays (Art. 5(1)(e)). `after_table` is the table that a sweep is at.
ALTER TABLE retention_sweeps DROP CONSTRAINT retention_sweeps_stage_check;
ALTER TABLE retention_sweeps ADD CONSTRAINT retention_sweeps_stage_check CHECK (stage IN ('conversations', 'proofs', 'people', 'done'));
ALTER TABLE retention_sweeps ADD COLUMN after_table text COLLATE "C";
ALTER TABLE retention_sweeps ADD COLUMN proofs int NOT NULL DEFAULT 0;

-- A request goes with all that tells of its course. One that was certified stays: its certificate is append-only, and names nobody.
GRANT DELETE ON requests, request_steps, request_receipts, request_pauses, request_reminders, request_words, request_representatives, recipient_notices TO parley_app;

-- The oldest words about consent first: a sweep looks at no others.
CREATE INDEX consent_events_age ON consent_events (workspace_id, at, id);
