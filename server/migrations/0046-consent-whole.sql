-- Consent in two steps (a yes by email or text message waits until it is confirmed from there), in an explicit statement (Art. 9(2)(a)), by a parent (Art. 8), from an import, and renewed.
-- `confirm_on`: channels on which a yes must be confirmed; null leaves it to the rule of the house, which is email and text message for advertising.
ALTER TABLE purposes ADD COLUMN confirm_on text[];
-- Art. 9(1): special categories that the purpose is for; any makes its consent an explicit one.
ALTER TABLE purposes ADD COLUMN special text[] NOT NULL DEFAULT '{}';
ALTER TABLE purposes ADD COLUMN to_children boolean NOT NULL DEFAULT false;
ALTER TABLE purposes ADD COLUMN renew_after text COLLATE "C" NOT NULL DEFAULT 'P2Y' CHECK (renew_after ~ '^P[1-9][0-9]{0,3}[DMY]$');

ALTER TABLE consent_events ADD COLUMN confirms parley_id;
ALTER TABLE consent_events ADD COLUMN explicit boolean NOT NULL DEFAULT false;
-- The last day of a parent's consent: from then on the child is asked.
ALTER TABLE consent_events ADD COLUMN lapses_on date;
-- When it was entered, where that is not when it was said: an import.
ALTER TABLE consent_events ADD COLUMN entered_at timestamptz;
ALTER TABLE consent_events DROP CONSTRAINT consent_events_state_check;
ALTER TABLE consent_events ADD CONSTRAINT consent_events_state_check
  CHECK (state IN ('requested', 'pending', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'));
ALTER TABLE consent_events DROP CONSTRAINT consent_events_said_by_check;
ALTER TABLE consent_events ADD CONSTRAINT consent_events_said_by_check CHECK (said_by IN ('self', 'parent', 'agent', 'import'));
ALTER TABLE consent_events DROP CONSTRAINT consent_events_check;
ALTER TABLE consent_events ADD CONSTRAINT consent_events_proved
  CHECK (state NOT IN ('given', 'pending') OR said_by = 'import' OR (notice_hash IS NOT NULL AND language IS NOT NULL));
ALTER TABLE consent_events DROP CONSTRAINT consent_events_check1;
ALTER TABLE consent_events ADD CONSTRAINT consent_events_evidence CHECK (state <> 'given' OR said_by IN ('self', 'parent') OR evidence IS NOT NULL);
ALTER TABLE consent_events ADD CONSTRAINT consent_events_imported CHECK (entered_at IS NULL OR said_by = 'import');
CREATE INDEX consent_events_pending ON consent_events (workspace_id, at) WHERE state = 'pending';
CREATE INDEX consent_events_confirms ON consent_events (workspace_id, confirms) WHERE confirms IS NOT NULL;
