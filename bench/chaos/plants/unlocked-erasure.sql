CREATE FUNCTION parley_linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF random() < 0.5 THEN PERFORM pg_sleep(4); END IF; RETURN NEW; END $$;
CREATE TRIGGER parley_linger BEFORE INSERT ON messages FOR EACH ROW WHEN (NEW.direction = 'in' AND NEW.client_key LIKE 'in/%') EXECUTE FUNCTION parley_linger();
