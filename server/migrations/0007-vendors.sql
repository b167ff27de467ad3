-- Recipients of personal data with their agreement (Art. 28(3)) and, outside the EEA, their transfer instrument (Art. 44 to 49).
CREATE TABLE vendors (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('processor', 'controller', 'joint-controller')),
  service text NOT NULL,
  region text COLLATE "C" NOT NULL CHECK (length(region) = 2),
  agreement_reference text,
  agreement_signed_on date,
  agreement_expires_on date,
  transfer text,
  added_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, code),
  CHECK ((agreement_reference IS NULL) = (agreement_signed_on IS NULL)),
  CHECK (agreement_expires_on IS NULL OR agreement_expires_on >= agreement_signed_on)
);
SELECT parley_protect('vendors', 'SELECT, INSERT, UPDATE');
