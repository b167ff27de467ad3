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
-- Where children are meant: the age said, the age of Art. 8(1) that was held against it, and the country that it follows from.
ALTER TABLE consent_events ADD COLUMN age text;
ALTER TABLE consent_events ADD COLUMN age_limit smallint;
ALTER TABLE consent_events ADD COLUMN country text;
-- The address that a second step was asked of, and that it proves.
ALTER TABLE consent_events ADD COLUMN identity_id parley_id;
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

-- What must be known of an address when no person is left or was ever there: a no that outlives an erasure, how often an address was named as a parent's, and that a parent said no.
-- `hash` is keyed and nobody's: it says nothing without the company's key.
CREATE TABLE consent_addresses (
  workspace_id parley_id NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  because text NOT NULL CHECK (because IN ('said-no', 'named', 'parent-said-no')),
  purpose text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, hash, because, purpose, channel, at)
);
CREATE INDEX consent_addresses_old ON consent_addresses (workspace_id, at) WHERE because <> 'said-no';
SELECT parley_protect('consent_addresses', 'SELECT, INSERT, DELETE');
