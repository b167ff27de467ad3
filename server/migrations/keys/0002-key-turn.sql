-- The other side of `key_turns` in the main database (record 064). One row; `at` is when both last agreed.
CREATE TABLE key_turn (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  turn bigint NOT NULL DEFAULT 0,
  mark text COLLATE "C",
  at timestamptz
);
INSERT INTO key_turn DEFAULT VALUES;
ALTER TABLE key_turn ENABLE ROW LEVEL SECURITY;
ALTER TABLE key_turn FORCE ROW LEVEL SECURITY;
CREATE POLICY nobodys ON key_turn USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON key_turn TO parley_keys;
