-- ledger: the key that signs it changes also where a company is closed and its departure waits: a key whose time is over could not sign the rest of that departure.
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = parley_workspace())
     AND NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL) THEN RETURN NULL; END IF;
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT FROM fresh WHERE kind <> 'ledger.key-changed') THEN RETURN NULL; END IF;
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

-- monitoring: whose a finding was last. Whoever gives theirs away before a control finds it repaired is still the one who does not verify it alone.
ALTER TABLE findings ADD COLUMN last_owner parley_id;
UPDATE findings SET last_owner = owner_id WHERE owner_id IS NOT NULL;
