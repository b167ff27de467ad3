-- purposes: from where data comes that is not from the person (Art. 14(2)(f)), as the notice names it: [{ origin, names by language, categories, isPublic }].
ALTER TABLE purposes ADD COLUMN sources jsonb NOT NULL DEFAULT '[]';

-- people: what was obtained about somebody from elsewhere, for which purpose, and by when they have to be told (Art. 14(3)). `said` (from whom, as far as it is known) and `reason` (of an exception, Art. 14(5))
-- are sealed under the person's key; a row goes with them. `clock` says which of the three moments set the day: a month, the first communication, or the first disclosure.
CREATE TABLE people_origins (
  workspace_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL CHECK (origin IN ('company', 'provider', 'handover', 'import', 'other-person', 'other-source')),
  obtained_at timestamptz NOT NULL,
  said bytea,
  clock text COLLATE "C" NOT NULL DEFAULT 'month' CHECK (clock IN ('month', 'communication', 'disclosure')),
  due_on date NOT NULL,
  told_at timestamptz,
  told_by text COLLATE "C" CHECK (told_by IN ('message', 'chat', 'choice', 'letter', 'email', 'phone', 'in-person')),
  notice_id parley_id,
  -- Art. 14(5)(a) to (d)
  exception text COLLATE "C" CHECK (exception IN ('has-it', 'effort', 'law', 'secrecy')),
  reason bytea,
  excepted_at timestamptz,
  PRIMARY KEY (workspace_id, person_id, purpose, origin),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people (workspace_id, id),
  CHECK ((told_at IS NULL) = (told_by IS NULL)),
  CHECK (told_at IS NULL OR notice_id IS NOT NULL),
  CHECK ((exception IS NULL) = (excepted_at IS NULL)),
  CHECK (told_at IS NULL OR exception IS NULL),
  CHECK (exception IS NULL OR reason IS NOT NULL OR (exception = 'has-it' AND notice_id IS NOT NULL))
);
CREATE INDEX people_origins_open ON people_origins (workspace_id, due_on) WHERE told_at IS NULL AND exception IS NULL;
SELECT parley_protect('people_origins', 'SELECT, INSERT, UPDATE, DELETE');

-- The newest notice that was put before somebody: whoever has read from where data comes need not be told again (Art. 14(5)(a)).
CREATE TABLE notices_shown (
  workspace_id parley_id NOT NULL,
  person_id parley_id NOT NULL,
  notice_id parley_id NOT NULL,
  by text COLLATE "C" NOT NULL CHECK (by IN ('message', 'chat', 'choice', 'letter', 'email', 'phone', 'in-person')),
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES people (workspace_id, id)
);
SELECT parley_protect('notices_shown', 'SELECT, INSERT, UPDATE, DELETE');

-- Company by company, since the protection of the tables counts for their owner too. What came in before counts from its day: whoever was never told shows.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    INSERT INTO people_origins (workspace_id, person_id, purpose, origin, obtained_at, due_on)
    SELECT workspace_id, person_id, purpose, 'import', min(coalesce(entered_at, at)), ((min(coalesce(entered_at, at)) AT TIME ZONE 'UTC')::date + interval '1 month')::date
    FROM consent_events c WHERE workspace_id = w AND method = 'import' AND state = 'given' AND notice_id IS NULL
      AND EXISTS (SELECT FROM people p WHERE p.workspace_id = c.workspace_id AND p.id = c.person_id)
    GROUP BY workspace_id, person_id, purpose;
    INSERT INTO people_origins (workspace_id, person_id, purpose, origin, obtained_at, due_on)
    SELECT workspace_id, person_id, 'service-conversation', 'handover', min(at), ((min(at) AT TIME ZONE 'UTC')::date + interval '1 month')::date
    FROM brought_records b WHERE workspace_id = w
      AND EXISTS (SELECT FROM people p WHERE p.workspace_id = b.workspace_id AND p.id = b.person_id)
    GROUP BY workspace_id, person_id;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
