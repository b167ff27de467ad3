-- What one member of staff did alone that shows them customers, or lets them act as somebody else (Art. 32(1)(b), 32(4)): it waits until another one has judged it, also when it was taken back
-- meanwhile. Evidence: what was not judged stays when its author is erased, with an id that names nobody any more.
-- grant, longer, role: given to oneself, by a grant, by a later end of one, by changing a role or what a group means; officer: whoever judges was named by somebody who does not; link: a link into
-- the account of a colleague was shown. `whom`: the colleague it was done with, where there is one.
CREATE TABLE acts_alone (
  workspace_id parley_id NOT NULL REFERENCES workspaces,
  id parley_id NOT NULL,
  staff_id parley_id NOT NULL,
  kind text NOT NULL CHECK (kind IN ('grant', 'longer', 'role', 'officer', 'link')),
  grant_id parley_id,
  role_id text COLLATE "C",
  whom parley_id,
  entry_id parley_id NOT NULL,
  done_at timestamptz NOT NULL,
  verdict text CHECK (verdict IN ('justified', 'not-justified')),
  judged_by parley_id CHECK (judged_by <> staff_id AND judged_by <> whom),
  judged_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK ((verdict IS NULL) = (judged_at IS NULL) AND (verdict IS NULL) = (judged_by IS NULL)),
  CHECK ((kind = 'link') = (role_id IS NULL)),
  CHECK (kind <> 'link' OR whom IS NOT NULL)
);
CREATE INDEX acts_alone_unjudged ON acts_alone (workspace_id, done_at) WHERE verdict IS NULL;
SELECT parley_protect('acts_alone', 'SELECT, INSERT, UPDATE, DELETE');

-- The link of an invitation, sealed under the key of whom it is for, until it was mailed; null for one that was shown.
ALTER TABLE invitations ADD COLUMN token bytea;

-- A token for provisioning ends; null for those made before, and for one that was made without an end.
ALTER TABLE scim_tokens ADD COLUMN expires_at timestamptz;

-- Reviewed too: tokens for provisioning, what groups mean, invitations nobody took up, accounts that are suspended.
ALTER TABLE access_review_lines DROP CONSTRAINT access_review_lines_kind_check;
ALTER TABLE access_review_lines ADD CONSTRAINT access_review_lines_kind_check
  CHECK (kind IN ('account', 'grant', 'key', 'membership', 'token', 'group', 'invitation', 'suspended'));
