-- ledger: what each act pays for its entry. Entry, payload and place in the queue are written by one statement, in which none of them can be without the others, and an entry never goes away
-- before the company does: asking the database for each of them again found nothing and cost a sixth of the statement. `ledger verify` goes on finding a payload or a waiting row without an entry.
ALTER TABLE ledger_payloads DROP CONSTRAINT ledger_payloads_workspace_id_entry_id_fkey;
ALTER TABLE ledger_queue DROP CONSTRAINT ledger_queue_workspace_id_entry_id_fkey;

-- Nearly every entry is of a company that neither leaves nor has left: one question says so.
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
       || '|person\.erased|erasure\.[a-z-]+|recipient\.[a-z-]+|provider\.forgot|hold\.lifted|retention\.[a-z-]+' -- what goes
       || '|message\.(sent|failed|refused)|campaign\.(paused|stopped)' -- what was under way, and ends
       || ')$')) THEN
    RAISE EXCEPTION 'this company is leaving' USING ERRCODE = 'PL409', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
