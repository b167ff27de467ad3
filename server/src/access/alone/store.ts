// The only SQL for what somebody did alone.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';

export type ActKind = 'grant' | 'longer' | 'role' | 'officer' | 'link' | 'repair';
export type Verdict = 'justified' | 'not-justified';
export type ActRow = {
  id: Id<'aln'>;
  staff_id: StaffId;
  kind: ActKind;
  grant_id: Id<'grt'> | null;
  role_id: string | null;
  whom: StaffId | null;
  entry_id: Id<'led'>;
  done_at: Date;
  verdict: Verdict | null;
  judged_by: StaffId | null;
  judged_at: Date | null;
};
/** Its role as the company named it; null for a default one, one that is gone, and none. */
type NamedRow = ActRow & { role_name: string | null };

const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const columns = 'a.id, a.staff_id, a.kind, a.grant_id, a.role_id, a.whom, a.entry_id, a.done_at, a.verdict, a.judged_by, a.judged_at';
const insertAct = run(
  'addActAlone',
  'INSERT INTO acts_alone (workspace_id, id, staff_id, kind, grant_id, role_id, whom, entry_id, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);
const lockAct = statement<ActRow>(
  'access.lockActAlone',
  `SELECT ${columns} FROM acts_alone a WHERE a.workspace_id = $1 AND a.id = $2 FOR UPDATE`,
);
const judgeAct = run(
  'judgeActAlone',
  'UPDATE acts_alone SET verdict = $3, judged_by = $4, judged_at = $5 WHERE workspace_id = $1 AND id = $2',
);
const selectNewest = statement<NamedRow>(
  'access.newestActsAlone',
  `SELECT ${columns}, r.name AS role_name FROM acts_alone a LEFT JOIN roles r ON r.workspace_id = a.workspace_id AND r.id = a.role_id
   WHERE a.workspace_id = $1 AND (a.verdict IS NULL OR a.done_at > $2) ORDER BY a.verdict IS NULL DESC, a.done_at DESC, a.id DESC LIMIT 200`,
);
const selectOpen = statement<ActRow>(
  'access.actsToJudge',
  `SELECT ${columns} FROM acts_alone a WHERE a.workspace_id = $1 AND (a.verdict IS NULL OR a.role_id IS NOT NULL) ORDER BY a.verdict IS NULL DESC, a.done_at DESC, a.id LIMIT 2000`,
);
const selectOf = statement<ActRow>(
  'access.actsAloneOf',
  `SELECT ${columns} FROM acts_alone a WHERE a.workspace_id = $1 AND (a.staff_id = ANY($2) OR a.whom = ANY($2)) ORDER BY a.done_at, a.id`,
);
const deleteJudgedOf = run(
  'eraseActsAlone',
  'DELETE FROM acts_alone WHERE workspace_id = $1 AND staff_id = ANY($2) AND verdict IS NOT NULL',
);
const sweepActs = run(
  'sweepActsAlone',
  `DELETE FROM acts_alone a WHERE a.workspace_id = $1 AND a.judged_at <= $2 AND NOT EXISTS (
     SELECT FROM role_grants g WHERE g.workspace_id = a.workspace_id AND (g.id = a.grant_id OR (a.kind = 'role' AND g.role_id = a.role_id AND g.staff_id = a.staff_id)))`,
); // what somebody still holds by it would be a gift that nobody judged

type W = WorkspaceId;
export const add = (db: Db, w: W, a: Omit<ActRow, 'verdict' | 'judged_by' | 'judged_at'>) =>
  db.run(insertAct, [w, a.id, a.staff_id, a.kind, a.grant_id, a.role_id, a.whom, a.entry_id, a.done_at]);
/** Held to the end of the transaction: of two verdicts the second finds the first. */
export const held = (db: Db, w: W, id: string) => db.maybe(lockAct, [w, id]);
export const judge = (db: Db, w: W, id: string, verdict: Verdict, by: StaffId, at: Date) => db.run(judgeAct, [w, id, verdict, by, at]);
/** Those without a verdict, and of the others the newest. */
export const newest = (db: Db, w: W, since: Date) => db.all(selectNewest, [w, since]);
/** Those that wait, and those that what somebody holds goes back to. */
export const toLookAt = (db: Db, w: W) => db.all(selectOpen, [w]);
export const of = (db: Db, w: W, staff: readonly string[]) => db.all(selectOf, [w, staff]);
/** What they did and was judged. What was done with them stays: it is evidence about somebody else, with an id that names nobody. */
export const dropJudgedOf = (db: Db, w: W, staff: readonly string[]) => db.run(deleteJudgedOf, [w, staff]);
export const sweepOld = (db: Db, w: W, judgedBefore: Date) => db.run(sweepActs, [w, judgedBefore]);
