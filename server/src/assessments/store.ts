// The only SQL of assessments.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { SubjectId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { AssessmentId, Row, Version } from './types.ts';

const columns = `a.id, a.kind, a.purposes, v.version, v.revision, v.because, v.content, v.advice, v.advised_by AS "advisedBy", v.facts, v.facts_hash AS "factsHash",
  v.changes, v.outcome, v.level, v.review_on::text AS "reviewOn", v.finished, v.undone::text AS undone, v.owners, v.begun_at AS "begunAt", v.changed_by AS "changedBy",
  v.changed_at AS "changedAt", v.approved_by AS "approvedBy", v.approved_at AS "approvedAt",
  v.words_hash AS "wordsHash"`;
const joined = `FROM assessments a JOIN assessment_versions v ON v.workspace_id = a.workspace_id AND v.assessment_id = a.id WHERE a.workspace_id = $1`;

const newest = statement<Row>(
  'assessments.newest',
  `SELECT * FROM (SELECT DISTINCT ON (a.id) ${columns} ${joined} ORDER BY a.id DESC, v.version DESC) newest ORDER BY id DESC LIMIT 200`,
);
const holding = statement<Row>(
  'assessments.holding',
  `SELECT DISTINCT ON (a.id) ${columns} ${joined} AND v.approved_at IS NOT NULL ORDER BY a.id DESC, v.version DESC`,
);
const everyApproved = statement<Row>(
  'assessments.every-approved',
  `SELECT ${columns} ${joined} AND v.approved_at IS NOT NULL ORDER BY a.id, v.version`,
);
const drafts = statement<Pick<Row, 'id' | 'because'>>('assessments.drafts', `SELECT a.id, v.because ${joined} AND v.approved_at IS NULL`);
const lockOne = statement('assessments.lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 43))');
const versions = statement<Row>('assessments.versions', `SELECT ${columns} ${joined} AND a.id = $2 ORDER BY v.version DESC LIMIT 200`);
const add = statement(
  'assessments.add',
  'INSERT INTO assessments (workspace_id, id, kind, purposes, opened_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
);
const addVersion = statement(
  'assessments.add-version',
  `INSERT INTO assessment_versions (workspace_id, assessment_id, version, revision, because, content, facts, facts_hash, changes, level, owners, changed_by, changed_at, begun_at)
   VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
);
const write = statement(
  'assessments.write',
  `UPDATE assessment_versions SET revision = revision + 1, content = $4, level = $5, owners = $6, changed_by = $7, changed_at = $8
   WHERE workspace_id = $1 AND assessment_id = $2 AND version = $3 AND approved_at IS NULL`,
);
const advise = statement(
  'assessments.advise',
  `UPDATE assessment_versions SET revision = revision + 1, advice = $4, advised_by = $5, changed_at = $6, content = $7
   WHERE workspace_id = $1 AND assessment_id = $2 AND version = $3 AND approved_at IS NULL`,
);
const approve = statement(
  'assessments.approve',
  `UPDATE assessment_versions SET facts = $4, facts_hash = $5, changes = $6, outcome = $7, review_on = $8, undone = $9, approved_by = $10, approved_at = $11,
   changed_at = $11, words_hash = $12 WHERE workspace_id = $1 AND assessment_id = $2 AND version = $3 AND approved_at IS NULL`,
);
const finish = statement(
  'assessments.finish',
  'UPDATE assessment_versions SET finished = $4, undone = $5 WHERE workspace_id = $1 AND assessment_id = $2 AND version = $3',
);
const remove = statement('assessments.remove', 'DELETE FROM assessments WHERE workspace_id = $1 AND id = $2');
const names =
  '(v.owners && $2::text[] OR v.changed_by = ANY ($2::text[]) OR v.approved_by = ANY ($2::text[]) OR v.advised_by = ANY ($2::text[]))';
const naming = statement<Row>('assessments.naming', `SELECT ${columns} ${joined} AND ${names}`);
const unname = statement(
  'assessments.unname',
  `UPDATE assessment_versions v SET content = $4, advice = $6, owners = ARRAY(SELECT o FROM unnest(owners) o WHERE NOT o = ANY ($5::text[])),
     changed_by = CASE WHEN changed_by = ANY ($5::text[]) THEN NULL ELSE changed_by END,
     approved_by = CASE WHEN approved_by = ANY ($5::text[]) THEN NULL ELSE approved_by END,
     advised_by = CASE WHEN advised_by = ANY ($5::text[]) THEN NULL ELSE advised_by END
   WHERE workspace_id = $1 AND assessment_id = $2 AND version = $3`,
);

/** Every assessment with its newest version, newest first, at most 200. */
export const newestRows = (ctx: Ctx): Promise<Row[]> => ctx.db.all(newest, [ctx.workspace]);
/** Every assessment that was ever approved, with the newest version that was. */
export const approvedRows = (ctx: Ctx): Promise<Row[]> => ctx.db.all(holding, [ctx.workspace]);
/** Every version that was ever approved. */
export const everyApprovedRow = (ctx: Ctx): Promise<Row[]> => ctx.db.all(everyApproved, [ctx.workspace]);
/** What is being worked on, and why it was begun. */
export const draftRows = (ctx: Ctx): Promise<Pick<Row, 'id' | 'because'>[]> => ctx.db.all(drafts, [ctx.workspace]);
/** One writer of an assessment at a time. */
export const lock = (ctx: Ctx, id: AssessmentId) => ctx.db.run(lockOne, [id]);
/** Newest first; none for an id that nobody knows. */
export const versionRows = (ctx: Ctx, id: AssessmentId): Promise<Row[]> => ctx.db.all(versions, [ctx.workspace, id]);
/** Gives 0 where there is a test of this purpose already. */
export const addRow = (ctx: Ctx, row: Pick<Row, 'id' | 'kind' | 'purposes'>): Promise<number> =>
  ctx.db.run(add, [ctx.workspace, row.id, row.kind, row.purposes, ctx.now]);
export const removeRow = (ctx: Ctx, id: AssessmentId) => ctx.db.run(remove, [ctx.workspace, id]);

type Begun = Pick<Version, 'version' | 'because' | 'content' | 'facts' | 'factsHash' | 'changes' | 'level' | 'owners'>;
export const addVersionRow = (ctx: Ctx, id: AssessmentId, v: Begun) =>
  ctx.db.run(addVersion, [
    ...[ctx.workspace, id, v.version, v.because, v.content, JSON.stringify(v.facts), v.factsHash, JSON.stringify(v.changes)],
    ...[v.level, v.owners, ctx.actor.id, ctx.now],
  ]);
export const writeRow = (ctx: Ctx, { id, version }: Row, v: Pick<Version, 'content' | 'level' | 'owners'>) =>
  ctx.db.run(write, [ctx.workspace, id, version, v.content, v.level, v.owners, ctx.actor.id, ctx.now]);
export const adviseRow = (ctx: Ctx, { id, version }: Row, advice: Sealed, content: Sealed) =>
  ctx.db.run(advise, [ctx.workspace, id, version, advice, ctx.actor.id, ctx.now, content]);
export const approveRow = (
  ctx: Ctx,
  { id, version }: Row,
  v: Pick<Version, 'facts' | 'factsHash' | 'changes' | 'outcome' | 'reviewOn' | 'undone' | 'wordsHash'>,
) =>
  ctx.db.run(approve, [
    ...[ctx.workspace, id, version, JSON.stringify(v.facts), v.factsHash, JSON.stringify(v.changes), v.outcome, v.reviewOn, v.undone],
    ...[ctx.actor.id, ctx.now, v.wordsHash],
  ]);
export const finishRow = (ctx: Ctx, { id, version }: Row, finished: readonly string[], undone: string | null) =>
  ctx.db.run(finish, [ctx.workspace, id, version, finished, undone]);

/** Versions in which these members of staff stand. */
export const rowsNaming = (ctx: Ctx, subjects: readonly SubjectId[]): Promise<Row[]> => ctx.db.all(naming, [ctx.workspace, subjects]);
export const unnameRow = (ctx: Ctx, { id, version }: Row, sealed: Pick<Row, 'content' | 'advice'>, subjects: readonly SubjectId[]) =>
  ctx.db.run(unname, [ctx.workspace, id, version, sealed.content, subjects, sealed.advice]);
