-- Purposes in versions and the notices that were published: both append-only, because consent given yesterday was given to yesterday's words.
CREATE TABLE purposes (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  version int NOT NULL CHECK (version > 0),
  code text COLLATE "C" NOT NULL,
  about text NOT NULL CHECK (about IN ('person', 'staff')),
  lawful_basis text NOT NULL CHECK (lawful_basis IN ('consent', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interests')),
  dpv text NOT NULL,
  advertising boolean NOT NULL,
  acts text[] NOT NULL,
  categories text[] NOT NULL,
  channels text[] NOT NULL,
  recipients text[] NOT NULL,
  period_days int NOT NULL CHECK (period_days > 0), -- Art. 5(1)(e): no purpose without an end
  optional boolean NOT NULL,
  active boolean NOT NULL,
  texts jsonb NOT NULL,
  reason bytea,
  since timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id, version),
  UNIQUE (workspace_id, code, version)
);
SELECT parley_append_only('purposes');

CREATE TABLE notices (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  version int NOT NULL CHECK (version > 0),
  language text NOT NULL,
  hash text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
  short text NOT NULL,
  sections jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, language, version),
  UNIQUE (workspace_id, id, version, hash) -- proof of consent points at exactly the words that were shown
);
SELECT parley_append_only('notices');
