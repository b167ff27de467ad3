-- people: what was put before somebody last and is in no doubt. A message that carried the notice may come back, and who was one with somebody may be taken apart: what was shown before then counts again,
-- and whoever was told of an earlier notice is not taken for somebody who never saw one (Art. 13(3), 14(4)).
ALTER TABLE notices_shown
  ADD COLUMN prior_notice_id parley_id,
  ADD COLUMN prior_by text COLLATE "C" CHECK (prior_by IN ('message', 'chat', 'choice', 'letter', 'email', 'phone', 'in-person')),
  ADD COLUMN prior_at timestamptz,
  ADD CHECK ((prior_notice_id IS NULL) = (prior_at IS NULL) AND (prior_by IS NULL) = (prior_at IS NULL));

-- When whoever may approve was reminded last that somebody is owed a word: a person that their data came from elsewhere (Art. 14(3)), or a recipient of what was corrected, erased or restricted (Art. 19).
ALTER TABLE people_origins ADD COLUMN reminded_at timestamptz;
ALTER TABLE recipient_notices ADD COLUMN reminded_at timestamptz;

-- Whoever is known by nothing but what somebody asks in their name: that person told the company of them.
ALTER TABLE people_origins DROP CONSTRAINT people_origins_origin_check;
ALTER TABLE people_origins ADD CONSTRAINT people_origins_origin_check
  CHECK (origin IN ('company', 'provider', 'handover', 'representative', 'import', 'other-person', 'other-source'));
