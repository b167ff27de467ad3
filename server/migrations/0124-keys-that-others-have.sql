-- ledger: a key that somebody else has. `size` is the tree at which it ended (ledger_key_changes); `note` is what a later key signed of it.
CREATE TABLE ledger_key_compromises (
  workspace_id parley_id NOT NULL,
  size bigint NOT NULL,
  note text COLLATE "C" NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, size),
  FOREIGN KEY (workspace_id, size) REFERENCES ledger_key_changes (workspace_id, size)
);
SELECT parley_append_only('ledger_key_compromises');

-- Where the key before was destroyed in its time, and the ledger came back after that: the notes by which each key had named the next, in place of its own signature.
ALTER TABLE ledger_key_changes ADD COLUMN succession text[] CHECK (cardinality(succession) BETWEEN 1 AND 1000);

-- Which key must sign is said by the change at this size or before it, and at the commit: a ledger that comes back under a key that is gone, and had changed before, gets the checkpoint of its change before the row that names the new key.
CREATE OR REPLACE FUNCTION parley_refuse_retired_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted bytea := (SELECT c.key_id FROM ledger_key_changes c WHERE c.workspace_id = NEW.workspace_id AND c.size <= NEW.size ORDER BY c.size DESC LIMIT 1);
BEGIN
  IF wanted IS NOT NULL AND NOT EXISTS (
    SELECT FROM regexp_matches(NEW.note, '— [^ \n]+ ([A-Za-z0-9+/]+={0,2})\n', 'g') AS found (part)
    WHERE substring(decode(found.part[1], 'base64') FROM 1 FOR 4) = wanted) THEN
    RAISE EXCEPTION 'this checkpoint is not signed by the key that the ledger changed to' USING ERRCODE = '55006';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER only_by_newest_key ON ledger_checkpoints;
CREATE CONSTRAINT TRIGGER only_by_newest_key AFTER INSERT ON ledger_checkpoints DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION parley_refuse_retired_key();

-- A company that is closed says of such a key as well as it changes to another (record 111).
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = parley_workspace())
     AND NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL) THEN RETURN NULL; END IF;
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT FROM fresh WHERE kind NOT IN ('ledger.key-changed', 'ledger.key-compromised')) THEN RETURN NULL; END IF;
  IF parley_is_closed() THEN RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410', DETAIL = (SELECT min(kind) FROM fresh); END IF;
  IF EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL)
     AND EXISTS (SELECT FROM fresh WHERE kind !~ ('^('
       || 'staff\.(signed-(in|out)|sign-in-refused|proven|sessions-ended|copy-taken)|workspace\.(export|end)-[a-z-]+|notice\.[a-z-]+|finding\.(opened|reopened|repaired)|backup\.(restored|drilled)|(keys|ledger)\.[a-z-]+' -- its house
       || '|staff\.(suspended|left|changed|grant-revoked|grant-ends|key-revoked|passkey-removed|invitation-withdrawn)|team\.member-removed|emergency\.closed|review\.(decided|finished)' -- whom it shuts out
       || '|provider\.(group-changed|group-removed|token-revoked|removed)|role\.removed|kiosk\.revoked|counter\.taken-back' -- and by what
       || '|staff\.(password-(forgotten|reset|changed)|second-factor-(set|taken)|recovery-codes-made)' -- what was stolen or lost
       || '|code\.requested|identity\.(proved|removed)|data\.(exported|revealed|handed-over)|gate\.refused' -- who comes in and looks
       || '|(request|kept)\.[a-z-]+|decision\.(contested|reviewed)|consent\.(withdrawn|refused|expired|invalidated|unconfirmed)|person\.(changed|(objected|restricted)(-lifted)?)|people\.parted' -- what people ask for, correct and refuse
       || '|person\.erased|staff\.erased|erasure\.[a-z-]+|recipient\.[a-z-]+|provider\.forgot|retention\.[a-z-]+|(field|tag)\.(ended|stopped)|person\.field-cleared|handover\.withdrawn|device\.removed' -- what goes
       || '|hold\.(lifted|reviewed)|person\.held(-lifted)?' -- what holds it back
       || '|message\.(sent|failed|refused)|campaign\.(paused|stopped)' -- what was under way, and ends
       || '|origin\.(told|open-again|excepted)' -- who hears where their data came from
       || ')$')) THEN
    RAISE EXCEPTION 'this company is leaving' USING ERRCODE = 'PL409', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
