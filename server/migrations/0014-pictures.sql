-- The logo that a company shows to customers, and the photos of its staff.

-- Published by the company about itself; bytes as they were cleaned, never as they were sent.
CREATE TABLE logos (
  workspace_id parley_id PRIMARY KEY REFERENCES workspaces,
  type text NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
  content bytea NOT NULL,
  hash text COLLATE "C" NOT NULL,
  changed_at timestamptz NOT NULL
);
SELECT parley_protect('logos', 'SELECT, INSERT, UPDATE, DELETE');

-- `photo` is the random id in the photo's address: a new one on each change, so that an old address leads nowhere.
CREATE TABLE photos (
  workspace_id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  photo text COLLATE "C" NOT NULL,
  type text NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
  content bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, staff_id),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE
);
SELECT parley_protect('photos', 'SELECT, INSERT, UPDATE, DELETE');
