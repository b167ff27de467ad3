-- fields: after a restore nothing goes by time for some days, as in retention, so that legal holds that were set after the backup can be set again.
ALTER TABLE field_sweeps ADD COLUMN not_before date;
-- rights: of whoever is erased again after a restore, which lines of the list of what is kept back end once this item is sealed apart.
ALTER TABLE kept_items ADD COLUMN replaces text[] NOT NULL DEFAULT '{}';
-- rights: whoever was told of a restriction hears that it ended (Art. 18(3), 19), as a duty of its own beside what was said first.
DO $$
DECLARE c text;
BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'recipient_notices'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%duty%' LOOP
    EXECUTE format('ALTER TABLE recipient_notices DROP CONSTRAINT %I', c);
  END LOOP;
END $$;
ALTER TABLE recipient_notices ADD CONSTRAINT recipient_notices_duty CHECK (duty IN ('18', '19', '26'));
ALTER TABLE recipient_notices ADD CONSTRAINT recipient_notices_effort CHECK (duty <> '26' OR state <> 'disproportionate');
