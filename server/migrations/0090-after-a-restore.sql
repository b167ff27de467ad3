-- fields: after a restore nothing goes by time for some days, as in retention, so that legal holds that were set after the backup can be set again.
ALTER TABLE field_sweeps ADD COLUMN not_before date;
-- rights: of whoever is erased again after a restore, which lines of the list of what is kept back end once this item is sealed apart.
ALTER TABLE kept_items ADD COLUMN replaces text[] NOT NULL DEFAULT '{}';
