-- Findings: what people bring to show what is so, a repair of a severe one that a second person looks at, and whether its owner was told of its day; and when each grant was last used, for reviews (Art. 5(2), 32(1)(d)).

-- takes_two: it was severe once, so whoever said that it is repaired does not verify it; a lower severity given later changes nothing. repaired_by: who said so, or whose it was when a machine did.
-- told: whether its owner had a letter that it is due soon or overdue; each new day, owner or opening begins anew.
ALTER TABLE findings ADD COLUMN takes_two boolean NOT NULL DEFAULT false;
ALTER TABLE findings ADD COLUMN repaired_by parley_id;
ALTER TABLE findings ADD COLUMN verified_by parley_id;
ALTER TABLE findings ADD COLUMN told text CHECK (told IN ('due', 'overdue'));
ALTER TABLE findings ADD COLUMN told_on date;
ALTER TABLE findings ADD CHECK ((told IS NULL) = (told_on IS NULL));
UPDATE findings SET takes_two = true WHERE severity = 'high' AND state <> 'verified';

-- What somebody says shows how a finding stands. A file is named with its SHA-256 and stays where it is. All words lie sealed under the key of the company: they are free texts; null once they were taken back.
CREATE TABLE finding_evidence (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  finding_id parley_id NOT NULL,
  said_by parley_id,
  said_at timestamptz NOT NULL,
  note bytea,
  file_name bytea,
  file_hash text COLLATE "C" CHECK (file_hash ~ '^[0-9a-f]{64}$'),
  taken_back_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, finding_id) REFERENCES findings ON DELETE CASCADE,
  CHECK ((file_name IS NULL) = (file_hash IS NULL)),
  CHECK ((note IS NULL) = (taken_back_at IS NOT NULL))
);
CREATE INDEX finding_evidence_finding ON finding_evidence (workspace_id, finding_id, said_at);
SELECT parley_protect('finding_evidence', 'SELECT, INSERT, UPDATE, DELETE');

-- repair: somebody verified their own repair of a severe finding, where nobody else could.
ALTER TABLE acts_alone DROP CONSTRAINT acts_alone_kind_check;
ALTER TABLE acts_alone ADD CONSTRAINT acts_alone_kind_check CHECK (kind IN ('grant', 'longer', 'role', 'officer', 'link', 'repair'));
ALTER TABLE acts_alone DROP CONSTRAINT acts_alone_check2;
ALTER TABLE acts_alone ADD CONSTRAINT acts_alone_role_check CHECK ((kind IN ('link', 'repair')) = (role_id IS NULL));

-- The day on which a look at a customer last rested on this grant; null for one on which none rested since this column is here.
ALTER TABLE role_grants ADD COLUMN used_on date;

-- When whoever decides lines of a review was last told that some wait for them.
ALTER TABLE access_reviews ADD COLUMN told_at timestamptz;
