-- What stays of an erased person on a ground of Art. 17(3): chosen before the approval, sealed under a key of its own in the commit that shreds theirs,
-- and erased on its day. Until then `subject_id` is the person, afterwards the kept item itself: nothing names the person any more.
CREATE TABLE kept_items (
  workspace_id text NOT NULL,
  id text NOT NULL,
  request_id text NOT NULL,
  subject_id text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('conversation', 'message', 'attachment', 'category')),
  item text,
  ground text NOT NULL CHECK (ground IN ('expression', 'legal-obligation', 'public-health', 'archiving', 'legal-claims')),
  reason bytea,
  until_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'kept', 'erased')),
  -- a legal hold stood over it at the erasure: it ends by being lifted
  held boolean NOT NULL DEFAULT false,
  records integer NOT NULL DEFAULT 0,
  files integer NOT NULL DEFAULT 0,
  reminded text,
  set_by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES requests (workspace_id, id)
);
SELECT parley_protect('kept_items', 'SELECT, INSERT, UPDATE, DELETE');
CREATE UNIQUE INDEX kept_items_once ON kept_items (workspace_id, request_id, scope, item) WHERE state = 'planned';
CREATE INDEX kept_items_standing ON kept_items (workspace_id, until_on) WHERE state = 'kept';
CREATE INDEX kept_items_of ON kept_items (workspace_id, subject_id);

-- Approvals of an erasure count for the plan that was approved: another choice takes them back, and the ledger keeps both.
GRANT DELETE ON request_approvals TO parley_app;

CREATE TABLE kept_parts (
  workspace_id text NOT NULL,
  id text NOT NULL,
  kept_id text NOT NULL,
  holding text NOT NULL,
  at timestamptz,
  words bytea NOT NULL,
  file text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kept_id) REFERENCES kept_items (workspace_id, id)
);
SELECT parley_protect('kept_parts', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX kept_parts_of ON kept_parts (workspace_id, kept_id, id);

-- Decisions about a person that were taken by machine alone (Art. 22): what went in is sealed under the person; what somebody decided anew stands beside it.
CREATE TABLE decisions (
  workspace_id text NOT NULL,
  id text NOT NULL,
  person_id text NOT NULL,
  code text NOT NULL,
  version integer NOT NULL,
  outcome text NOT NULL,
  categories text[] NOT NULL,
  inputs bytea NOT NULL,
  significance text NOT NULL CHECK (significance IN ('none', 'legal', 'similar')),
  at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('stands', 'asked', 'upheld', 'changed')),
  request_id text,
  changed_to text,
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('decisions', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX decisions_of ON decisions (workspace_id, person_id, id);
CREATE INDEX decisions_asked ON decisions (workspace_id, request_id) WHERE request_id IS NOT NULL;
ALTER TABLE requests DROP CONSTRAINT requests_kind_check;
ALTER TABLE requests ADD CONSTRAINT requests_kind_check CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'objection', 'human-review'));
