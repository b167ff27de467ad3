// SQL of sealing anew: the run, keys that have one before, and sealed values wherever they lie (functions parley_seals_before, parley_reseal and their like, with the caller's rights).
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { putRows, type Rewrapped, type SubjectKeyRow, subjectsInFull } from '../store.ts';
import type { SealedColumn, SealedFiles } from './declared.ts';

export type Stage = 'making' | 'sealing' | 'letting-go' | 'done';
/** `turn` changes whenever the stage begins anew. */
export type Run = {
  readonly everyone: boolean;
  readonly stage: Stage;
  readonly turn: string;
  readonly began_at: Date;
  readonly secrets: number | null;
  readonly made: number;
  readonly resealed: number;
};
const columns = 'everyone, stage, stage_at::text AS turn, began_at, secrets, made, resealed';

const readRun = statement<Run>('keys.run', `SELECT ${columns} FROM reencryptions WHERE workspace_id = $1`);
const lockRun = statement<Run>('keys.lock-run', `SELECT ${columns} FROM reencryptions WHERE workspace_id = $1 FOR NO KEY UPDATE`);
const addRun = statement<unknown>(
  'keys.add-run',
  `INSERT INTO reencryptions (workspace_id, everyone, stage, stage_at, began_at) VALUES ($1, false, 'done', clock_timestamp(), $2) ON CONFLICT DO NOTHING`,
);
const beginRun = statement<unknown>(
  'keys.begin-run',
  `UPDATE reencryptions SET everyone = $2, stage = 'making', stage_at = clock_timestamp(), began_at = $3, moved_at = $3, ended_at = NULL, secrets = NULL, made = 0, resealed = 0 WHERE workspace_id = $1`,
);
const widenRun = statement<unknown>(
  'keys.widen-run',
  `UPDATE reencryptions SET everyone = true, stage = 'making', stage_at = clock_timestamp(), began_at = $2, moved_at = $2 WHERE workspace_id = $1`,
);
const setStage = statement<unknown>(
  'keys.set-stage',
  'UPDATE reencryptions SET stage = $2, stage_at = clock_timestamp(), ended_at = $3, moved_at = $4 WHERE workspace_id = $1',
);
const count = statement<unknown>(
  'keys.count-run',
  'UPDATE reencryptions SET made = made + $2, resealed = resealed + $3, moved_at = $4 WHERE workspace_id = $1',
);
const setSecrets = statement<unknown>('keys.set-run-secrets', 'UPDATE reencryptions SET secrets = $2 WHERE workspace_id = $1');
const openRuns = statement<{ workspace_id: WorkspaceId }>(
  'keys.open-runs',
  `SELECT workspace_id FROM reencryptions WHERE stage <> 'done' ORDER BY workspace_id`,
);
// All nodes log in as one role, whose sessions it sees.
const olderThanStage = statement<{ running: number }>(
  'keys.older-than-stage',
  `SELECT count(*) AS running FROM reencryptions r JOIN pg_stat_activity a ON a.xact_start <= r.stage_at
   WHERE r.workspace_id = $1 AND a.datname = current_database() AND a.usename = current_user AND a.pid <> pg_backend_pid()`,
);

const stuck = statement<{ found: number }>(
  'keys.stuck-run',
  `SELECT count(*) AS found FROM reencryptions WHERE workspace_id = $1 AND stage <> 'done' AND coalesce(moved_at, began_at) < $2`,
);

const oneToRenew = statement<SubjectKeyRow>(
  'keys.one-to-renew',
  'SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND subject = $2 AND version > 0 FOR NO KEY UPDATE',
);
const toRenew = statement<SubjectKeyRow>(
  'keys.to-renew',
  `SELECT subject, version, epoch, wrapped, previous FROM subject_keys WHERE workspace_id = $1 AND previous IS NULL AND version > 0 AND created_at <= $2
   ORDER BY subject LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`,
);
const countToRenew = statement<{ found: number }>(
  'keys.count-to-renew',
  'SELECT count(*) AS found FROM subject_keys WHERE workspace_id = $1 AND previous IS NULL AND version > 0 AND created_at <= $2',
);
const holdEpoch = statement<{ found: boolean }>(
  'keys.hold-epoch',
  'SELECT true AS found FROM workspace_keys WHERE workspace_id = $1 AND epoch = $2 AND version = $3 FOR SHARE',
);
const storeRenewed = statement<unknown>(
  'keys.store-renewed',
  `UPDATE subject_keys k SET version = n.version, epoch = $2, wrapped = n.wrapped, previous = n.previous, created_at = greatest($3::timestamptz, $4::timestamptz)
   FROM unnest($5::text[], $6::int[], $7::bytea[], $8::bytea[]) AS n (subject, version, wrapped, previous) WHERE k.workspace_id = $1 AND k.subject = n.subject`,
);
const withTwo = statement<{ subject: SubjectId; version: number }>(
  'keys.with-two',
  'SELECT subject, version FROM subject_keys WHERE workspace_id = $1 AND previous IS NOT NULL AND subject > $2 ORDER BY subject LIMIT $3',
);
const countTwo = statement<{ found: number }>(
  'keys.count-two',
  'SELECT count(*) AS found FROM subject_keys WHERE workspace_id = $1 AND previous IS NOT NULL',
);
const dropBefore = statement<unknown>(
  'keys.drop-before',
  `WITH locked AS (SELECT subject FROM subject_keys WHERE workspace_id = $1 AND subject = ANY ($2::text[]) ORDER BY subject FOR NO KEY UPDATE)
   UPDATE subject_keys k SET previous = NULL FROM locked WHERE k.workspace_id = $1 AND k.subject = locked.subject`,
);
const tryStill = statement<{ got: boolean }>('keys.try-files', 'SELECT pg_try_advisory_xact_lock(727203, 3) AS got');

const sealsBefore = statement<{ at: string; owner: SubjectId; named: string; sealed: Sealed }>(
  'keys.seals-before',
  'SELECT at::text, owner, named, sealed FROM parley_seals_before($1, $2, $3, $4, $5, $6, $7, $8)',
);
const areBefore = statement<{ yes: boolean }>('keys.are-seals-before', 'SELECT parley_are_seals_before($1, $2, $3, $4, $5, $6) AS yes');
const reseal = statement<{ done: number }>('keys.reseal', 'SELECT parley_reseal($1, $2, $3, $4::text[]::tid[], $5, $6) AS done');
const files = statement<{ owner: SubjectId; named: string; file: string }>(
  'keys.sealed-files',
  'SELECT owner, named, file FROM parley_sealed_files($1, $2, $3, $4, $5, $6, $7)',
);

export const runOf = (ctx: Ctx) => ctx.db.maybe(readRun, [ctx.workspace]);
/** The run, locked until this transaction ends: runs at once take turns. */
export const heldRun = (ctx: Ctx) => ctx.db.maybe(lockRun, [ctx.workspace]);
export const insertRun = (ctx: Ctx) => ctx.db.run(addRun, [ctx.workspace, ctx.now]);
export const begin = (ctx: Ctx, everyone: boolean) => ctx.db.run(beginRun, [ctx.workspace, everyone, ctx.now]);
export const widen = (ctx: Ctx) => ctx.db.run(widenRun, [ctx.workspace, ctx.now]);
export const toStage = (ctx: Ctx, stage: Stage) => ctx.db.run(setStage, [ctx.workspace, stage, stage === 'done' ? ctx.now : null, ctx.now]);
export const countMore = (ctx: Ctx, made: number, resealed: number) => ctx.db.run(count, [ctx.workspace, made, resealed, ctx.now]);
export const noteSecrets = (ctx: Ctx, version: number) => ctx.db.run(setSecrets, [ctx.workspace, version]);
/** 1 while a run is under way that has not moved since then. */
export const stuckRuns = async (ctx: Ctx, since: Date) => (await ctx.db.one(stuck, [ctx.workspace, since])).found;
export const workspacesWithRun = async (db: Db) => (await db.all(openRuns, [])).map((row) => row.workspace_id);
/** How many transactions of any node began before this stage did and still go on. */
export const olderTransactions = async (ctx: Ctx) => (await ctx.db.one(olderThanStage, [ctx.workspace])).running;

export const rowToRenew = async (ctx: Ctx, subject: SubjectId) =>
  (await subjectsInFull(ctx, await ctx.db.all(oneToRenew, [ctx.workspace, subject])))[0];
export const rowsToRenew = async (ctx: Ctx, until: Date, most: number) =>
  subjectsInFull(ctx, await ctx.db.all(toRenew, [ctx.workspace, until, most]));
export const howManyToRenew = async (ctx: Ctx, until: Date) => (await ctx.db.one(countToRenew, [ctx.workspace, until])).found;
/** Whether this is the epoch and the workspace key of now; they stay so until this transaction ends. */
export const holdsWrapper = async (ctx: Ctx, epoch: number, version: number) =>
  (await ctx.db.maybe(holdEpoch, [ctx.workspace, epoch, version])) !== undefined;
export const putRenewed = (ctx: Ctx, epoch: number, began: Date, rows: readonly (Rewrapped & { version: number })[]) => {
  const each = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  return putRows(ctx, rows, (wrapped, previous) =>
    ctx.db.run(storeRenewed, [ctx.workspace, epoch, ctx.now, began, each('subject'), each('version'), wrapped, previous]),
  );
};
export const subjectsWithTwo = (ctx: Ctx, after: string, most: number) => ctx.db.all(withTwo, [ctx.workspace, after, most]);
export const howManyWithTwo = async (ctx: Ctx) => (await ctx.db.one(countTwo, [ctx.workspace])).found;
export const dropKeysBefore = (ctx: Ctx, subjects: readonly SubjectId[]) => ctx.db.run(dropBefore, [ctx.workspace, subjects]);
/** Whether no backup is copying files at this moment, nor begins before this transaction ends; backups hold the same lock, shared. */
export const holdsFiles = async (ctx: Ctx) => (await ctx.db.one(tryStill, [])).got;

/** Newest versions by owner. */
export type Versions = ReadonlyMap<string, number>;
export const valuesBefore = (ctx: Ctx, { table, under, row, column }: SealedColumn, versions: Versions, most: number) =>
  ctx.db.all(sealsBefore, [ctx.workspace, table, under, row, column, [...versions.keys()], [...versions.values()], most]);
export const areValuesBefore = async (ctx: Ctx, { table, under, column }: SealedColumn, versions: Versions) =>
  (await ctx.db.one(areBefore, [ctx.workspace, table, under, column, [...versions.keys()], [...versions.values()]])).yes;
export const putResealed = async (
  ctx: Ctx,
  { table, column }: SealedColumn,
  rows: readonly { at: string; before: Buffer; after: Buffer }[],
) => {
  const [at, before, after] = [rows.map((row) => row.at), rows.map((row) => row.before), rows.map((row) => row.after)];
  return (await ctx.db.one(reseal, [ctx.workspace, table, column, at, before, after])).done;
};
/** Files of these owners; with `only` that one, and nobody removes it before this transaction ends. */
export const filesOf = (ctx: Ctx, { table, under, row, reference }: SealedFiles, owners: readonly string[], only: string | null) =>
  ctx.db.all(files, [ctx.workspace, table, under, row, reference, owners, only]);
