-- rights: who has to hear of what was done for a request, and whether they did (Art. 19, 26). A row stays when its person is erased: it names a request, a recipient by its code and days. `words` is the
-- company's own (a reference, or why nobody could be told), sealed under its key. Days, not moments: a letter was sent on one.
CREATE TABLE recipient_notices (
  workspace_id parley_id NOT NULL,
  request_id parley_id NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  -- Art. 19: hears of the correction, erasure or restriction. Art. 26: decides together with the company, and hears of the request itself.
  duty text COLLATE "C" NOT NULL CHECK (duty IN ('19', '26')),
  basis text COLLATE "C" NOT NULL CHECK (basis IN ('received', 'carries', 'joint')),
  since timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'told', 'acknowledged', 'impossible', 'disproportionate')),
  told_on date,
  told_by text COLLATE "C" CHECK (told_by IN ('email', 'letter', 'portal', 'interface')),
  acknowledged_on date,
  words bytea,
  changed_at timestamptz,
  PRIMARY KEY (workspace_id, request_id, recipient, duty),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id),
  CHECK ((state IN ('told', 'acknowledged')) = (told_on IS NOT NULL)),
  CHECK ((told_on IS NULL) = (told_by IS NULL)),
  CHECK ((state = 'acknowledged') = (acknowledged_on IS NOT NULL)),
  CHECK (acknowledged_on >= told_on),
  CHECK (state NOT IN ('impossible', 'disproportionate') OR words IS NOT NULL),
  CHECK (duty = '19' OR state <> 'disproportionate')
);
CREATE INDEX recipient_notices_open ON recipient_notices (workspace_id, since) WHERE state = 'open';
SELECT parley_protect('recipient_notices', 'SELECT, INSERT, UPDATE');

-- Company by company, since the protection of the tables counts for their owner too. Whoever was named before stands there too, and is told as far as a provider deleted everything by its interface.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    INSERT INTO recipient_notices (workspace_id, request_id, recipient, duty, basis, since, state, told_on, told_by, acknowledged_on, changed_at)
    SELECT s.workspace_id, s.request_id, s.detail ->> 'recipient', '19', CASE WHEN s.detail ? 'carrier' THEN 'carries' ELSE 'received' END, s.at,
      CASE WHEN gone.at IS NULL THEN 'open' ELSE 'acknowledged' END, (gone.at AT TIME ZONE 'UTC')::date,
      CASE WHEN gone.at IS NULL THEN NULL ELSE 'interface' END, (gone.at AT TIME ZONE 'UTC')::date, gone.at
    FROM request_steps s LEFT JOIN LATERAL (
      SELECT max(p.at) AS at FROM request_steps p WHERE p.workspace_id = s.workspace_id AND p.request_id = s.request_id AND p.step LIKE 'at-provider:%'
        AND p.detail ->> 'recipient' = s.detail ->> 'recipient'
      HAVING bool_and(coalesce((p.detail ->> 'left')::int, 0) + coalesce((p.detail ->> 'kept')::int, 0) + coalesce((p.detail ->> 'elsewhere')::int, 0) = 0
        AND coalesce(p.detail ->> 'forgets', 'messages') NOT IN ('files', 'nothing')
        AND NOT (coalesce(p.detail ->> 'forgets', 'messages') = 'messages' AND coalesce((p.detail ->> 'days')::int, 0) = 0))
        AND EXISTS (SELECT FROM request_steps c WHERE c.workspace_id = s.workspace_id AND c.request_id = s.request_id AND c.step = 'certified')
    ) gone ON true
    WHERE s.workspace_id = w AND s.step LIKE 'recipient:%' AND s.detail ->> 'recipient' IS NOT NULL;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
