-- fields: which special categories one tells of, since a yes to one opens no other (Art. 9(2)(a)); and none outlives its purpose (Art. 5(1)(e)).
ALTER TABLE person_fields ADD COLUMN tells_of text[] NOT NULL DEFAULT '{}';

-- Of those that were there before it was never asked. What its purpose names alone is what it tells of; else it stays unsaid, which no purpose names, and so nobody reads it.
-- Company by company, since the protection of the tables counts for their owner too.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    UPDATE person_fields f SET tells_of = coalesce(
      (SELECT CASE WHEN cardinality(p.special) = 1 THEN p.special END FROM purposes p
       WHERE p.workspace_id = f.workspace_id AND p.code = f.purpose ORDER BY p.version DESC LIMIT 1), '{unsaid}')
      WHERE f.workspace_id = w AND f.special;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
ALTER TABLE person_fields ADD CONSTRAINT person_fields_tells_of CHECK (special = (cardinality(tells_of) > 0) AND tells_of <@ ARRAY['Health', 'Genetic', 'Biometric',
  'EthnicOrigin', 'PoliticalOpinion', 'ReligiousBelief', 'PhilosophicalBelief', 'TradeUnionMembership', 'Sexual', 'unsaid']);

-- A purpose that is there, and no longer than it keeps what it has, wherever in the calendar the months begin.
CREATE FUNCTION parley_refuse_field_beyond_purpose() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept interval;
BEGIN
  SELECT p.period::interval INTO kept FROM purposes p WHERE p.workspace_id = NEW.workspace_id AND p.code = NEW.purpose ORDER BY p.version DESC LIMIT 1;
  IF kept IS NULL THEN
    RAISE EXCEPTION 'a field violates that it has a purpose of this company' USING ERRCODE = '23503', CONSTRAINT = 'person_fields_have_a_purpose';
  END IF;
  IF EXISTS (SELECT FROM generate_series(timestamp '2024-01-01', timestamp '2027-12-01', interval '1 month') AS start
             WHERE start + NEW.period::interval > start + kept) THEN
    RAISE EXCEPTION 'the period of a field violates that of its purpose' USING ERRCODE = '23514', CONSTRAINT = 'person_fields_end_with_their_purpose';
  END IF;
  RETURN NULL;
END $$;
-- after the checks of the table, so that a period is one
CREATE TRIGGER end_with_the_purpose AFTER INSERT ON person_fields FOR EACH ROW EXECUTE FUNCTION parley_refuse_field_beyond_purpose();
