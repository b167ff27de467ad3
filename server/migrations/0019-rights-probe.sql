-- Whether a workspace's rows of one table may hold one of the terms, in one walk over the table: rows are piled up, and each pile is searched for each term. `texts` and
-- `bytes` are its columns. A yes is to be looked into column by column (parley_probe): a term may have been met where two values meet.
-- Terms and rows are lowered under one collation: under that of an id ("C") only ASCII would be, and a word with a capital umlaut would never be met. Runs with the caller's rights.
CREATE FUNCTION parley_may_hold(workspace text, target text, texts text[], bytes text[], terms text[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  pile_limit constant int := 400000; -- characters: large enough to be searched in one go, small enough for memory
  text_terms constant text[] := ARRAY(SELECT lower(term) FROM unnest(terms) AS term);
  byte_terms constant text[] := ARRAY(SELECT encode(convert_to(term, 'UTF8'), 'hex') FROM unnest(terms) AS term);
  text_pile text[] := '{}';
  byte_pile text[] := '{}';
  weight int := 0;
  piece record;
BEGIN
  FOR piece IN EXECUTE format(
    'SELECT lower(concat_ws(E''\n'', %s) COLLATE "default") AS texts, concat_ws(E''\n'', %s) AS bytes FROM %I t WHERE t.workspace_id = $1',
    coalesce((SELECT string_agg(format('t.%I::text', field), ', ') FROM unnest(texts) AS field), 'NULL'),
    coalesce((SELECT string_agg(format('encode(t.%I, ''hex'')', field), ', ') FROM unnest(bytes) AS field), 'NULL'),
    target) USING workspace
  LOOP
    text_pile := text_pile || piece.texts;
    byte_pile := byte_pile || piece.bytes;
    weight := weight + length(piece.texts) + length(piece.bytes);
    CONTINUE WHEN weight < pile_limit;
    IF parley_holds(text_pile, text_terms) OR parley_holds(byte_pile, byte_terms) THEN RETURN true; END IF;
    text_pile := '{}';
    byte_pile := '{}';
    weight := 0;
  END LOOP;
  RETURN parley_holds(text_pile, text_terms) OR parley_holds(byte_pile, byte_terms);
END $$;

CREATE FUNCTION parley_holds(pile text[], terms text[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE hay constant text := array_to_string(pile, E'\n');
BEGIN
  RETURN EXISTS (SELECT FROM unnest(terms) AS term WHERE position(term IN hay) > 0);
END $$;
