-- fields: how far a sweep has come, so that it goes on there in small turns. One per company; the place may be a person.
CREATE TABLE field_sweeps (
  workspace_id parley_id NOT NULL PRIMARY KEY,
  after_id parley_id,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  people int NOT NULL DEFAULT 0,
  values_gone int NOT NULL DEFAULT 0
);
SELECT parley_protect('field_sweeps', 'SELECT, INSERT, UPDATE');

-- departure: what a company noted about people goes in time also while it waits for its end, and may be stopped (Art. 5(1)(c), (e)).
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
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
