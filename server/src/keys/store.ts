// The only SQL of the keys.
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { lockedInFull, putAway, readInFull } from './key-store/key-store.ts';
import { ofWorkspace } from './key-store/store.ts';

/** `previous` is the key of the version before, wrapped under the same epoch, until everything under it is sealed anew. */
export type SubjectKeyRow = { subject: SubjectId; version: number; epoch: number; wrapped: Buffer; previous: Buffer | null };
export type WorkspaceKeyRow = {
  wrapped: Buffer;
  root_id: string;
  epoch: number;
  version: number;
  previous: Buffer | null;
  previous_root: string | null;
  own_root: string | null;
};

const readWorkspace = statement<WorkspaceKeyRow>(
  'keys.workspace',
  'SELECT wrapped, root_id, epoch, version, previous, previous_root, own_root FROM workspace_keys WHERE workspace_id = $1',
);
const addWorkspace = statement<unknown>(
  'keys.add-workspace',
  'INSERT INTO workspace_keys (workspace_id, wrapped, root_id, epoch, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
);
const workspaceSince = statement<{ at: Date }>(
  'keys.workspace-since',
  'SELECT created_at AS at FROM workspace_keys WHERE workspace_id = $1',
);
const readIndexKey = statement<{ wrapped: Buffer }>('keys.index', 'SELECT wrapped FROM index_keys WHERE workspace_id = $1 AND field = $2');
const addIndexKey = statement<unknown>(
  'keys.add-index',
  `INSERT INTO index_keys (workspace_id, field, wrapped)
   SELECT $1, $2, $3 FROM (SELECT FROM workspace_keys WHERE workspace_id = $1 AND version = $4 FOR SHARE) w ON CONFLICT DO NOTHING`,
);
const newestSecret = statement<{ version: number }>(
  'keys.newest-secret',
  `SELECT coalesce(max(substring(field FROM 9)::int), 1) AS version FROM index_keys WHERE workspace_id = $1 AND field LIKE '#secret/%'`,
);
const removeSecrets = statement<unknown>(
  'keys.remove-secrets',
  `DELETE FROM index_keys WHERE workspace_id = $1 AND (field = '#secret' OR CASE WHEN field LIKE '#secret/%' THEN substring(field FROM 9)::int < $2 ELSE false END)`,
);
const addSubject = statement<unknown>(
  'keys.add-subject',
  `INSERT INTO subject_keys (workspace_id, subject, version, epoch, wrapped, mark, created_at)
   SELECT $1, $2, $3, w.epoch, $5, $6, $7 FROM (SELECT epoch FROM workspace_keys WHERE workspace_id = $1 AND epoch = $4 AND version = $8 FOR SHARE) w
   WHERE NOT EXISTS (SELECT FROM shredded_keys WHERE workspace_id = $1 AND mark = $6) ON CONFLICT DO NOTHING`,
);
const standing = statement<{ live: boolean; shredded: boolean; epoch: number }>(
  'keys.standing',
  `SELECT EXISTS (SELECT FROM subject_keys WHERE workspace_id = $1 AND subject = $2) AS live,
     EXISTS (SELECT FROM shredded_keys WHERE workspace_id = $1 AND mark = $3) AS shredded, epoch FROM workspace_keys WHERE workspace_id = $1`,
);
const readSubjects = statement<SubjectKeyRow>(
  'keys.subjects',
  'SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[])',
);
const lockSubjects = statement<SubjectKeyRow>(
  'keys.lock-subjects',
  'SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[]) ORDER BY subject FOR KEY SHARE',
);
const lockFreeSubjects = statement<SubjectKeyRow>(
  'keys.lock-free-subjects',
  'SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[]) ORDER BY subject FOR KEY SHARE SKIP LOCKED',
);
const countSubjects = statement<{ found: number }>(
  'keys.count',
  'SELECT count(*) AS found FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[])',
);
/** Rows `subject`: those of these subjects that have a key. The arguments are parts of the statement that this becomes part of; `subjects` is an array of ids. */
export const livingSql = (workspace: string, subjects: string) =>
  `SELECT subject FROM subject_keys WHERE workspace_id = ${workspace} AND subject = ANY (${subjects}) AND version > 0`;
const namesOfLiving = statement<{ subject: SubjectId }>('keys.living', livingSql('$1', '$2::text[]'));
const deadMarks = statement<{ mark: Buffer }>(
  'keys.dead-marks',
  'SELECT mark FROM shredded_keys WHERE workspace_id = $1 AND mark = ANY ($2::bytea[])',
);
const countMarks = statement<{ found: number }>(
  'keys.count-marks',
  'SELECT count(*) AS found FROM shredded_keys WHERE workspace_id = $1 AND mark = ANY ($2::bytea[])',
);
const marksThere = statement<{ mark: Buffer }>(
  'keys.marks-there',
  'SELECT mark FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[]) AND version > 0 ORDER BY array_position($2::text[], subject)',
);
// A subject without a key gets an empty one for a moment: the unique index then makes a key that is being created meanwhile wait, and fail.
const holdPlaces = statement<unknown>(
  'keys.hold-places',
  `INSERT INTO subject_keys (workspace_id, subject, version, epoch, wrapped, mark, created_at)
   SELECT $1::text, n.subject, 0, 0, '', n.mark, $4 FROM unnest($2::text[], $3::bytea[]) AS n (subject, mark)
   WHERE NOT EXISTS (SELECT FROM shredded_keys s WHERE s.workspace_id = $1::text AND s.mark = n.mark) ORDER BY n.subject ON CONFLICT DO NOTHING`,
);
const removeSubjects = statement<{ mark: Buffer; epoch: number; version: number }>(
  'keys.remove',
  `WITH locked AS (SELECT subject FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[]) ORDER BY subject FOR UPDATE)
   DELETE FROM subject_keys k USING locked WHERE k.workspace_id = $1 AND k.subject = locked.subject RETURNING k.mark, k.epoch, k.version`,
);
const addTombstones = statement<unknown>(
  'keys.add-tombstones',
  `INSERT INTO shredded_keys (workspace_id, mark, epoch, shredded_at) SELECT $1, n.mark, n.epoch, $4 FROM unnest($2::bytea[], $3::int[]) AS n (mark, epoch) ON CONFLICT DO NOTHING`,
);
const readTimes = statement<{ shredded_at: Date; destroyed_at: Date | null }>(
  'keys.times',
  `SELECT s.shredded_at, (SELECT min(e.destroyed_at) FROM epoch_ends e WHERE e.workspace_id = $1 AND e.epoch >= s.epoch) AS destroyed_at
   FROM shredded_keys s WHERE s.workspace_id = $1 AND s.mark = $2`,
);

/** `standing` is what lies in this row itself: the wraps, or what stands for them. */
export const workspaceKeyRow = (ctx: Ctx) =>
  readInFull(ctx, ofWorkspace, async () => {
    const row = await ctx.db.maybe(readWorkspace, [ctx.workspace]);
    return row && { ...row, standing: { wrapped: row.wrapped, previous: row.previous } };
  });
export const insertWorkspaceKey = (ctx: Ctx, wrapped: Buffer, rootId: string, epoch: number) =>
  putAway(ctx, [{ owner: ofWorkspace, wrapped }], ([standing]) =>
    ctx.db.run(addWorkspace, [ctx.workspace, standing, rootId, epoch, ctx.now]),
  );
export const indexKeyRow = (ctx: Ctx, field: string) => readInFull(ctx, field, () => ctx.db.maybe(readIndexKey, [ctx.workspace, field]));
/** Gives 0 when there is one, or the workspace has another key than that of this version. */
export const insertIndexKey = (ctx: Ctx, field: string, wrapped: Buffer, version: number) =>
  putAway(ctx, [{ owner: field, wrapped }], ([standing]) => ctx.db.run(addIndexKey, [ctx.workspace, field, standing, version]));
/** The newest version of the key of the workspace's secrets. */
export const newestSecretVersion = async (ctx: Ctx) => (await ctx.db.one(newestSecret, [ctx.workspace])).version;
export const deleteSecretKeys = (ctx: Ctx, version: number) => ctx.db.run(removeSecrets, [ctx.workspace, version]);
/** Gives 0 when the subject has a key, was shredded, or the workspace is in another epoch or has another key. */
export const insertSubjectKey = (ctx: Ctx, row: Omit<SubjectKeyRow, 'previous'> & { mark: Buffer }, wrapper: number) =>
  putAway(ctx, [{ owner: row.subject, wrapped: row.wrapped }], ([standing]) =>
    ctx.db.run(addSubject, [ctx.workspace, row.subject, row.version, row.epoch, standing, row.mark, ctx.now, wrapper]),
  );
export const standingOf = (ctx: Ctx, subject: SubjectId, mark: Buffer) => ctx.db.one(standing, [ctx.workspace, subject, mark]);
export const subjectKeyRows = (ctx: Ctx, subjects: readonly SubjectId[], lock: boolean) =>
  ctx.db.all(lock ? lockSubjects : readSubjects, [ctx.workspace, subjects]);
/** As `subjectKeyRows` with `lock`, without those that somebody is shredding at this moment. */
export const freeSubjectKeyRows = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.all(lockFreeSubjects, [ctx.workspace, subjects]);
export const countSubjectKeys = async (ctx: Ctx, subjects: readonly SubjectId[]) =>
  (await ctx.db.one(countSubjects, [ctx.workspace, subjects])).found;
export const livingSubjects = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.all(namesOfLiving, [ctx.workspace, subjects]);
/** Those of these marks that have a tombstone. */
export const tombstonesOf = (ctx: Ctx, marks: readonly Buffer[]) => ctx.db.all(deadMarks, [ctx.workspace, marks]);
export const countTombstones = async (ctx: Ctx, marks: readonly Buffer[]) => (await ctx.db.one(countMarks, [ctx.workspace, marks])).found;
/** The marks that lie beside the keys of those who have one, in the order asked for. */
export const marksBeside = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.all(marksThere, [ctx.workspace, subjects]);
export const reserveSubjects = (ctx: Ctx, subjects: readonly SubjectId[], marks: readonly Buffer[]) =>
  ctx.db.run(holdPlaces, [ctx.workspace, subjects, marks, ctx.now]);
export const deleteSubjectKeys = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.all(removeSubjects, [ctx.workspace, subjects]);
export const insertTombstones = (ctx: Ctx, rows: readonly { mark: Buffer; epoch: number }[]) =>
  ctx.db.run(addTombstones, [ctx.workspace, rows.map((row) => row.mark), rows.map((row) => row.epoch), ctx.now]);
export const shredRow = (ctx: Ctx, mark: Buffer) => ctx.db.maybe(readTimes, [ctx.workspace, mark]);

const takeAny = statement<{ subject: SubjectId }>(
  'keys.take-any',
  `WITH locked AS (SELECT subject FROM subject_keys WHERE workspace_id = $1 ORDER BY subject LIMIT $2 FOR UPDATE)
   DELETE FROM subject_keys k USING locked WHERE k.workspace_id = $1 AND k.subject = locked.subject RETURNING k.subject`,
);
const dropOwn = statement<{ gone: number }>('keys.drop-own', 'SELECT parley_drop_workspace_key() AS gone');
/** Of a company that has left. */
export const takeAnyKeys = async (ctx: Ctx, most: number) => (await ctx.db.all(takeAny, [ctx.workspace, most])).map((row) => row.subject);
export const dropWorkspaceKey = async (ctx: Ctx) => (await ctx.db.one(dropOwn, [])).gone;

export type Rewrapped = Pick<SubjectKeyRow, 'subject' | 'wrapped' | 'previous'>;
export type WorkspaceKeyFacts = {
  workspace_id: WorkspaceId;
  root_id: string;
  previous_root: string | null;
  own_root: string | null;
  version: number;
  created_at: Date;
};
// Rotation: some of it sees every workspace (in a `lookup` for `every-workspace`).
const marked = statement<{ subject: SubjectId }>(
  'keys.marked',
  'SELECT subject FROM subject_keys WHERE workspace_id = $1 AND mark = ANY ($2::bytea[]) AND version > 0 ORDER BY subject',
);
const tryRotation = statement<{ got: boolean }>('keys.try-rotation', 'SELECT pg_try_advisory_xact_lock(727203, 1) AS got');
const joinEpoch = statement<unknown>('keys.join-epoch', 'SELECT pg_advisory_xact_lock_shared(727203, 2)');
const fenceEpoch = statement<unknown>('keys.fence-epoch', 'SELECT pg_advisory_xact_lock(727203, 2)');
const everyKeyed = statement<WorkspaceKeyFacts>(
  'keys.every',
  'SELECT workspace_id, root_id, previous_root, own_root, version, created_at FROM workspace_keys ORDER BY workspace_id',
);
const shreddedSince = statement<{ found: boolean }>(
  'keys.shredded-since',
  'SELECT EXISTS (SELECT FROM shredded_keys WHERE epoch >= $1) AS found',
);
const moveWorkspace = statement<unknown>(
  'keys.move-workspace',
  'UPDATE workspace_keys SET epoch = $2 WHERE workspace_id = $1 AND epoch < $2',
);
const oldRows = statement<SubjectKeyRow>(
  'keys.old-rows',
  'SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND epoch < $2 AND subject > $3 ORDER BY subject LIMIT $4 FOR NO KEY UPDATE',
);
const rewrap = statement<unknown>(
  'keys.rewrap',
  `UPDATE subject_keys k SET epoch = $2, wrapped = n.wrapped, previous = n.previous FROM unnest($3::text[], $4::bytea[], $5::bytea[]) AS n (subject, wrapped, previous)
   WHERE k.workspace_id = $1 AND k.subject = n.subject`,
);
const anyOld = statement<{ found: boolean }>(
  'keys.any-old',
  'SELECT EXISTS (SELECT FROM subject_keys WHERE workspace_id = $1 AND epoch < $2) AS found',
);
const unrecorded = statement<{ workspace_id: WorkspaceId }>(
  'keys.unrecorded-ends',
  `SELECT DISTINCT s.workspace_id FROM shredded_keys s
   WHERE s.epoch <= $1 AND NOT EXISTS (SELECT FROM epoch_ends e WHERE e.workspace_id = s.workspace_id AND e.epoch >= s.epoch) ORDER BY s.workspace_id`,
);
const addEnd = statement<unknown>(
  'keys.add-end',
  'INSERT INTO epoch_ends (workspace_id, epoch, destroyed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
);

export const subjectsMarked = (ctx: Ctx, marks: readonly Buffer[]) => ctx.db.all(marked, [ctx.workspace, marks]);
export const takeRotationLock = async (db: Db) => (await db.one(tryRotation, [])).got;
/** Held while a workspace key is made, so that it is made under an epoch that a rotation knows. */
export const joinCurrentEpoch = (db: Db) => db.all(joinEpoch, []);
export const waitForJoined = (db: Db) => db.all(fenceEpoch, []);
/** When the key of this workspace was made. */
export const workspaceKeySince = async (ctx: Ctx) => (await ctx.db.maybe(workspaceSince, [ctx.workspace]))?.at;
export const everyWorkspaceKey = (db: Db) => db.all(everyKeyed, []);
export const wasShreddedSince = async (db: Db, epoch: number) => (await db.one(shreddedSince, [epoch])).found;
export const moveToEpoch = (ctx: Ctx, epoch: number) => ctx.db.run(moveWorkspace, [ctx.workspace, epoch]);
export const rowsBefore = async (ctx: Ctx, epoch: number, after: string, limit: number) =>
  subjectsInFull(ctx, await ctx.db.all(oldRows, [ctx.workspace, epoch, after, limit]));
export const storeRewrapped = (ctx: Ctx, epoch: number, rows: readonly Rewrapped[]) =>
  putRows(ctx, rows, (wrapped, previous) => ctx.db.run(rewrap, [ctx.workspace, epoch, rows.map((row) => row.subject), wrapped, previous]));
/** Rows that are locked, with their wraps wherever these lie. */
export const subjectsInFull = (ctx: Ctx, rows: readonly SubjectKeyRow[]) => lockedInFull(ctx, rows, (row) => row.subject);
/** Puts the wraps of these rows away and hands what stands for them to `write`, in the order of the rows. */
export const putRows = (
  ctx: Ctx,
  rows: readonly Rewrapped[],
  write: (wrapped: readonly (Buffer | null)[], previous: readonly (Buffer | null)[]) => Promise<number>,
) =>
  putAway(
    ctx,
    [
      ...rows.map(({ subject, wrapped }) => ({ owner: subject, wrapped })),
      ...rows.map(({ subject, previous }) => ({ owner: subject, wrapped: previous })),
    ],
    (standing) => write(standing.slice(0, rows.length), standing.slice(rows.length)),
  );
export const areSomeBefore = async (ctx: Ctx, epoch: number) => (await ctx.db.one(anyOld, [ctx.workspace, epoch])).found;
export const workspacesWithUnrecordedEnd = async (db: Db, epoch: number) =>
  (await db.all(unrecorded, [epoch])).map((row) => row.workspace_id);
export const insertEpochEnd = (ctx: Ctx, epoch: number) => ctx.db.run(addEnd, [ctx.workspace, epoch, ctx.now]);
