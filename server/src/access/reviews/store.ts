// The only SQL for reviews of who has what.
import { type Db, statement } from '#kit/db';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type ReviewRow = { id: Id<'rvw'>; started_by: string; started_at: Date; finished_at: Date | null; told_at: Date | null };
export type ReviewSum = ReviewRow & { lines: number; kept: number; taken: number; gone: number };
export type LineKind = 'account' | 'grant' | 'key' | 'membership' | 'token' | 'group' | 'invitation' | 'suspended';
export type Decision = 'kept' | 'taken' | 'gone';
export type LineRow = {
  id: Id<'rvl'>;
  review_id: Id<'rvw'>;
  staff_id: StaffId;
  kind: LineKind;
  target: string;
  detail: string;
  used_at: Date | null;
  decision: Decision | null;
  reason: Sealed | null;
  decided_by: string | null;
  decided_at: Date | null;
};
const run = (name: string, text: string) => statement<unknown>(`access.${name}`, text);
const reviewColumns = 'id, started_by, started_at, finished_at, told_at';
const lineColumns = 'id, review_id, staff_id, kind, target, detail, used_at, decision, reason, decided_by, decided_at';

const insertReview = run('startReview', 'INSERT INTO access_reviews (workspace_id, id, started_by, started_at) VALUES ($1, $2, $3, $4)');
const selectOpen = statement<ReviewRow>(
  'access.openReview',
  `SELECT ${reviewColumns} FROM access_reviews WHERE workspace_id = $1 AND finished_at IS NULL FOR UPDATE`,
);
const selectRunning = statement<ReviewRow>(
  'access.runningReview',
  `SELECT ${reviewColumns} FROM access_reviews WHERE workspace_id = $1 AND finished_at IS NULL`,
);
const selectNewest = statement<ReviewRow>(
  'access.newestReviews',
  `SELECT ${reviewColumns} FROM access_reviews WHERE workspace_id = $1 ORDER BY started_at DESC, id DESC LIMIT $2`,
);
const selectBegin = statement<{ created_at: Date }>('access.reviewsBegin', 'SELECT created_at FROM workspaces WHERE workspace_id = $1');
const selectReview = statement<ReviewRow>(
  'access.review',
  `SELECT ${reviewColumns} FROM access_reviews WHERE workspace_id = $1 AND id = $2`,
);
const selectSums = statement<ReviewSum>(
  'access.reviewSums',
  `SELECT r.id, r.started_by, r.started_at, r.finished_at, r.told_at, count(l.id)::int AS lines, count(*) FILTER (WHERE l.decision = 'kept')::int AS kept,
     count(*) FILTER (WHERE l.decision = 'taken')::int AS taken, count(*) FILTER (WHERE l.decision = 'gone')::int AS gone
   FROM access_reviews r LEFT JOIN access_review_lines l ON l.workspace_id = r.workspace_id AND l.review_id = r.id
   WHERE r.workspace_id = $1 GROUP BY r.workspace_id, r.id ORDER BY r.started_at DESC, r.id DESC LIMIT 200`,
);
const tellOfReview = run('toldOfReview', 'UPDATE access_reviews SET told_at = $3 WHERE workspace_id = $1 AND id = $2');
const finishReview = run('finishReview', 'UPDATE access_reviews SET finished_at = $3 WHERE workspace_id = $1 AND id = $2');
const insertLine = run(
  'addReviewLine',
  'INSERT INTO access_review_lines (workspace_id, id, review_id, staff_id, kind, target, detail, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
const selectLines = statement<LineRow>(
  'access.reviewLines',
  `SELECT ${lineColumns} FROM access_review_lines WHERE workspace_id = $1 AND review_id = $2 ORDER BY id`,
);
const selectLine = statement<LineRow>(
  'access.reviewLine',
  `SELECT ${lineColumns} FROM access_review_lines WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);
const decideLine = run(
  'decideReviewLine',
  'UPDATE access_review_lines SET decision = $3, reason = $4, decided_by = $5, decided_at = $6 WHERE workspace_id = $1 AND id = $2',
);
const selectLinesOf = statement<LineRow>(
  'access.reviewLinesOf',
  `SELECT ${lineColumns} FROM access_review_lines WHERE workspace_id = $1 AND staff_id = ANY($2) ORDER BY id`,
);
const forgetReasons = run(
  'forgetReviewReasons',
  'UPDATE access_review_lines SET reason = NULL WHERE workspace_id = $1 AND staff_id = ANY($2) AND reason IS NOT NULL',
);
const sweepReviews = run('sweepReviews', 'DELETE FROM access_reviews WHERE workspace_id = $1 AND finished_at <= $2');

type W = WorkspaceId;
export const start = (db: Db, w: W, id: Id<'rvw'>, by: string, at: Date) => db.run(insertReview, [w, id, by, at]);
export const open = (db: Db, w: W) => db.maybe(selectOpen, [w]);
/** The same, held by nobody. */
export const running = (db: Db, w: W) => db.maybe(selectRunning, [w]);
export const newest = (db: Db, w: W, limit: number) => db.all(selectNewest, [w, limit]);
export const review = (db: Db, w: W, id: string) => db.maybe(selectReview, [w, id]);
/** With how many lines they have, newest first; 200 at most, of the three years that they are kept. */
export const sums = (db: Db, w: W) => db.all(selectSums, [w]);
export const told = (db: Db, w: W, id: Id<'rvw'>, at: Date) => db.run(tellOfReview, [w, id, at]);
/** When the company began: its first review is due one period later. */
export const begin = async (db: Db, w: W) => (await db.one(selectBegin, [w])).created_at;
export const finish = (db: Db, w: W, id: Id<'rvw'>, at: Date) => db.run(finishReview, [w, id, at]);
export const addLine = (db: Db, w: W, l: Pick<LineRow, 'id' | 'review_id' | 'staff_id' | 'kind' | 'target' | 'detail' | 'used_at'>) =>
  db.run(insertLine, [w, l.id, l.review_id, l.staff_id, l.kind, l.target, l.detail, l.used_at]);
export const lines = (db: Db, w: W, review: Id<'rvw'>) => db.all(selectLines, [w, review]);
/** Held to the end of the transaction: of two decisions the second finds the first. */
export const line = (db: Db, w: W, id: string) => db.maybe(selectLine, [w, id]);
export const decide = (db: Db, w: W, id: string, decision: Decision, reason: Sealed | null, by: string, at: Date) =>
  db.run(decideLine, [w, id, decision, reason, by, at]);
export const linesOf = (db: Db, w: W, staff: readonly string[]) => db.all(selectLinesOf, [w, staff]);
export const dropReasons = (db: Db, w: W, staff: readonly string[]) => db.run(forgetReasons, [w, staff]);
export const sweepOld = (db: Db, w: W, finishedBefore: Date) => db.run(sweepReviews, [w, finishedBefore]);
