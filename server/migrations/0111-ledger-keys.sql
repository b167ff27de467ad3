-- ledger: when the key that signs it was changed. `announcement` is a note that the key before and the key after signed: at which size and root of the tree the one took over from the other;
-- the last entry of that tree names the new key. `key_id` is that by which the new key marks its signatures (C2SP signed-note).
CREATE TABLE ledger_key_changes (
  workspace_id parley_id NOT NULL,
  size bigint NOT NULL,
  key_id bytea NOT NULL CHECK (length(key_id) = 4),
  announcement text COLLATE "C" NOT NULL CHECK (length(announcement) BETWEEN 1 AND 2000),
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, size),
  FOREIGN KEY (workspace_id, size) REFERENCES ledger_checkpoints (workspace_id, size)
);
SELECT parley_append_only('ledger_key_changes');

-- A node that has not heard of the change, or is of a program that cannot, must not sign on by the key before.
CREATE FUNCTION parley_refuse_retired_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted bytea := (SELECT c.key_id FROM ledger_key_changes c WHERE c.workspace_id = NEW.workspace_id ORDER BY c.size DESC LIMIT 1);
BEGIN
  IF wanted IS NOT NULL AND NOT EXISTS (
    SELECT FROM regexp_matches(NEW.note, '— [^ \n]+ ([A-Za-z0-9+/]+={0,2})\n', 'g') AS found (part)
    WHERE substring(decode(found.part[1], 'base64') FROM 1 FOR 4) = wanted) THEN
    RAISE EXCEPTION 'this checkpoint is not signed by the key that the ledger changed to' USING ERRCODE = '55006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_by_newest_key BEFORE INSERT ON ledger_checkpoints FOR EACH ROW EXECUTE FUNCTION parley_refuse_retired_key();
