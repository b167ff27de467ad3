-- departure: while a company waits for its end, controls go on being looked at: that its end is held up is a finding, and so is what a restore or a drill did with its data.
CREATE OR REPLACE FUNCTION parley_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('parley.departing', true) = 'on' THEN RETURN NULL; END IF;
  IF parley_is_closed() OR (EXISTS (SELECT FROM workspaces WHERE workspace_id = parley_workspace() AND frozen_at IS NOT NULL)
     AND EXISTS (SELECT FROM fresh WHERE kind !~ '^(staff\.(signed-(in|out)|proven|sessions-ended)|workspace\.(export|end)-[a-z-]+|notice\.[a-z-]+|hold\.lifted|data\.(exported|revealed)|finding\.(opened|reopened|repaired)|backup\.(restored|drilled)|(keys|ledger)\.[a-z-]+)$')) THEN
    RAISE EXCEPTION 'this company has left' USING ERRCODE = 'PL410', DETAIL = (SELECT min(kind) FROM fresh);
  END IF;
  RETURN NULL;
END $$;
