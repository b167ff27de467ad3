-- keys: which main database works over the key database (record 064). Both sides hold the same mark, drawn anew every minute, so that an earlier state of either, or a copy of this one that runs beside it,
-- shows at its next step. `adopted_at` is when a person last said that the two belong together: for some days nothing that only the other one names is taken away. One row, of no company and nobody: not carried in a backup.
CREATE TABLE key_turns (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  turn bigint NOT NULL DEFAULT 0,
  mark text COLLATE "C",
  next text COLLATE "C",
  adopted_at timestamptz
);
ALTER TABLE key_turns ENABLE ROW LEVEL SECURITY;
ALTER TABLE key_turns FORCE ROW LEVEL SECURITY;
CREATE POLICY nobodys ON key_turns USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON key_turns TO parley_app;

-- access: whether staff who come in by a password alone set up a second factor before anything else.
ALTER TABLE staff_terms ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
