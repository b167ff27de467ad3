-- departure: while a company waits for its end, what it noted about people goes in time and may be stopped (Art. 5(1)(c), (e)); a legal hold can be lifted (each lifting ends the fact behind it
-- first), or the end would never come; and whoever must be shut out is, and refused sign-ins are recorded. Nearly every entry is of a company that neither leaves nor has left: one question says so.
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = parley_workspace())
     AND NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL) THEN RETURN NULL; END IF;
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF parley_is_closed() THEN RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410', DETAIL = (SELECT min(kind) FROM fresh); END IF;
  IF EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL)
     AND EXISTS (SELECT FROM fresh WHERE kind !~ ('^('
       || 'staff\.(signed-(in|out)|sign-in-refused|proven|sessions-ended)|workspace\.(export|end)-[a-z-]+|notice\.[a-z-]+|finding\.(opened|reopened|repaired)|backup\.(restored|drilled)|(keys|ledger)\.[a-z-]+' -- its house
       || '|staff\.(suspended|left|changed|grant-revoked|key-revoked|passkey-removed|invitation-withdrawn)|team\.member-removed|emergency\.closed' -- whom it shuts out
       || '|code\.requested|identity\.(proved|removed)|data\.(exported|revealed|handed-over)|gate\.refused' -- who comes in and looks
       || '|(request|kept)\.[a-z-]+|decision\.(contested|reviewed)|consent\.(withdrawn|refused|expired|invalidated)|person\.(objected|restricted)(-lifted)?|person\.held-lifted' -- what people ask for and refuse
       || '|person\.erased|erasure\.[a-z-]+|recipient\.[a-z-]+|provider\.forgot|hold\.lifted|retention\.[a-z-]+|(field|tag)\.(ended|stopped)|person\.field-cleared|handover\.withdrawn|device\.removed' -- what goes
       || '|message\.(sent|failed|refused)|campaign\.(paused|stopped)' -- what was under way, and ends
       || ')$')) THEN
    RAISE EXCEPTION 'this company is leaving' USING ERRCODE = 'PL409', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
