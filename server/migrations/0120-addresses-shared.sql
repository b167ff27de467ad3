-- people: that several people own an address outlives the merge by whose undoing it came about, which goes with either of them. `parted`: of its owner staff said who they are not; `newcomer`: whoever came with it since, of whom
-- nobody said yet who they are.
ALTER TABLE identities ADD COLUMN shared text CHECK (shared IN ('parted', 'newcomer'));
WITH RECURSIVE up AS (
  SELECT workspace_id, id AS asked, id, merged_into FROM people
  UNION ALL SELECT up.workspace_id, up.asked, p.id, p.merged_into FROM up JOIN people p ON p.workspace_id = up.workspace_id AND p.id = up.merged_into),
roots AS (SELECT workspace_id, asked AS person_id, id AS root FROM up WHERE merged_into IS NULL),
owned AS (
  SELECT i.workspace_id, i.id, i.value_id, i.added_at, r.root FROM identities i JOIN roots r USING (workspace_id, person_id)
  WHERE i.lost_at IS NULL AND (i.proved_at IS NOT NULL OR i.source = 'wire')),
parted AS (
  SELECT m.workspace_id, a.root AS one, b.root AS other, m.undone_at FROM merges m
  JOIN roots a ON a.workspace_id = m.workspace_id AND a.person_id = m.into_id
  JOIN roots b ON b.workspace_id = m.workspace_id AND b.person_id = m.from_id
  WHERE m.undone_at IS NOT NULL AND a.root <> b.root),
common AS (
  SELECT a.workspace_id, a.value_id, min(p.undone_at) AS since FROM parted p
  JOIN owned a ON a.workspace_id = p.workspace_id AND a.root = p.one
  JOIN owned b ON b.workspace_id = p.workspace_id AND b.root = p.other AND b.value_id = a.value_id
  GROUP BY a.workspace_id, a.value_id)
UPDATE identities i SET shared = CASE WHEN i.added_at <= c.since AND EXISTS (SELECT FROM owned o WHERE o.workspace_id = i.workspace_id AND o.id = i.id)
  THEN 'parted' ELSE 'newcomer' END
FROM common c WHERE i.workspace_id = c.workspace_id AND i.value_id = c.value_id;
