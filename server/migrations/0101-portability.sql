-- rights: the data that somebody provided, to take along (Art. 20), is a request of its own; what was asked so before stays the copy as which it was opened and answered.
ALTER TABLE requests DROP CONSTRAINT requests_kind_check;
ALTER TABLE requests ADD CONSTRAINT requests_kind_check
  CHECK (kind IN ('access', 'portability', 'rectification', 'erasure', 'restriction', 'objection', 'human-review'));
