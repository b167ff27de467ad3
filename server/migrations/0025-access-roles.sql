-- Roles as rows, and who holds which, in which inboxes and until when: permissions bound to purposes (Art. 25(2), 32(1)(b), 32(4)).

-- A default role belongs to the program: its row carries neither name nor list, for what it may do stands in access/permissions.ts and comes with each version.
-- `purposes` NULL: for every purpose.
CREATE TABLE roles (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  name text CHECK (length(name) BETWEEN 1 AND 80),
  permissions text[] CHECK (cardinality(permissions) BETWEEN 1 AND 60),
  purposes text[] CHECK (cardinality(purposes) BETWEEN 0 AND 60),
  changed_by text COLLATE "C" NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK ((name IS NULL) = (permissions IS NULL)),
  CHECK (name IS NOT NULL OR purposes IS NULL)
);
SELECT parley_protect('roles', 'SELECT, INSERT, UPDATE, DELETE');

-- `inboxes` NULL: in all of them. Several grants of one member of staff add up. `source` says what made it: a colleague, the set-up, this migration.
CREATE TABLE role_grants (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  role_id parley_id NOT NULL,
  inboxes text[] CHECK (cardinality(inboxes) BETWEEN 1 AND 100),
  until timestamptz,
  granted_by text COLLATE "C" NOT NULL,
  source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9-]{1,30}$'),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES staff ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, role_id) REFERENCES roles
);
CREATE INDEX role_grants_staff ON role_grants (workspace_id, staff_id);
CREATE INDEX role_grants_role ON role_grants (workspace_id, role_id);
SELECT parley_protect('role_grants', 'SELECT, INSERT, UPDATE, DELETE');

-- Nobody who works here today loses what they work with: administrators hold the three roles of a one-person company, agents their own in every inbox.
-- Row by row per workspace, since the protection of the tables counts for their owner too. The ids go on from those of staff, which are random.
DO $$
DECLARE w text;
BEGIN
  PERFORM set_config('parley.lookup', 'every-workspace', true);
  FOR w IN SELECT workspace_id FROM workspaces LOOP
    PERFORM set_config('parley.workspace', w, true);
    INSERT INTO roles (workspace_id, id, changed_by, changed_at)
      SELECT w, each, 'migration', now() FROM unnest(ARRAY['agent', 'supervisor', 'privacy-officer', 'security', 'administrator', 'auditor']) AS each;
    INSERT INTO role_grants (workspace_id, id, staff_id, role_id, granted_by, source, granted_at)
      SELECT w, 'grt_' || substr(s.id, 5, 25) || held.letter, s.id, held.role, 'migration', 'migration', now()
      FROM staff s JOIN (VALUES ('agent', 'agent', '0'), ('administrator', 'administrator', '0'), ('administrator', 'supervisor', '1'), ('administrator', 'privacy-officer', '2'))
        AS held (was, role, letter) ON held.was = s.role
      WHERE s.workspace_id = w;
  END LOOP;
  PERFORM set_config('parley.workspace', '', true);
  PERFORM set_config('parley.lookup', '', true);
END $$;
ALTER TABLE staff DROP COLUMN role;
