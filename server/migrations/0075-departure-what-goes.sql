-- departure: what may still go while a company waits for its end (0071), in the form that asks once for each entry (0074): whichever of the two came last would have lost the other.
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closed_workspaces WHERE workspace_id = parley_workspace())
     AND NOT EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL) THEN RETURN NULL; END IF;
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF parley_is_closed() THEN RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410', DETAIL = (SELECT min(kind) FROM fresh); END IF;
  IF EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL)
     AND EXISTS (SELECT FROM fresh WHERE kind !~ ('^('
       || 'staff\.(signed-(in|out)|proven|sessions-ended)|workspace\.(export|end)-[a-z-]+|notice\.[a-z-]+|finding\.(opened|reopened|repaired)|backup\.(restored|drilled)|(keys|ledger)\.[a-z-]+' -- its house
       || '|code\.requested|identity\.(proved|removed)|data\.(exported|revealed|handed-over)|gate\.refused' -- who comes in and looks
       || '|(request|kept)\.[a-z-]+|decision\.(contested|reviewed)|consent\.(withdrawn|refused|expired|invalidated)|person\.(objected|restricted)(-lifted)?' -- what people ask for and refuse
       || '|person\.erased|erasure\.[a-z-]+|recipient\.[a-z-]+|provider\.forgot|hold\.lifted|retention\.[a-z-]+|(field|tag)\.(ended|stopped)|person\.field-cleared|handover\.withdrawn|device\.removed' -- what goes
       || '|message\.(sent|failed|refused)|campaign\.(paused|stopped)' -- what was under way, and ends
       || ')$')) THEN
    RAISE EXCEPTION 'this company is leaving' USING ERRCODE = 'PL409', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
