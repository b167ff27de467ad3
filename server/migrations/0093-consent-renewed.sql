-- consent: whoever's yes is about to lapse, or ended because what it was to changed, is asked once more where the company wants it; and a message says whether it led to the person's choices.
ALTER TABLE purposes ADD COLUMN ask_before_end boolean NOT NULL DEFAULT false;
-- whether those whose yes ended with this version are asked about what it says now
ALTER TABLE purposes ADD COLUMN ask_changed boolean NOT NULL DEFAULT false;

-- One row for each yes that was asked about again: `asked` is the only time; what could not leave is looked at again another day.
CREATE TABLE consent_renewals (
  workspace_id parley_id NOT NULL,
  event_id parley_id NOT NULL,
  -- an id of people, without a foreign key: later rooms never delete rows here
  person_id parley_id NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  why text COLLATE "C" NOT NULL CHECK (why IN ('lapses', 'changed')),
  state text COLLATE "C" NOT NULL CHECK (state IN ('asked', 'put-off')),
  -- code of why nothing left
  because text COLLATE "C",
  message_id parley_id,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, event_id),
  CHECK ((state = 'asked') = (because IS NULL))
);
CREATE INDEX consent_renewals_person ON consent_renewals (workspace_id, person_id);
SELECT parley_protect('consent_renewals', 'SELECT, INSERT, UPDATE, DELETE');
-- what is about to lapse is found by its day
CREATE INDEX consent_events_given ON consent_events (workspace_id, purpose, at) WHERE state = 'given';

ALTER TABLE deliveries ADD COLUMN led_to_choices boolean NOT NULL DEFAULT false;
CREATE INDEX deliveries_led ON deliveries (workspace_id, person_id, started_at) WHERE led_to_choices;
