// SQL of the key store: wraps in the database of their own (statements `key-store.…`, which run there), and what the main database knows of them.
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';

/** Under which name the key of a company itself is kept. */
export const ofWorkspace = 'workspace';
export type Named = { readonly owner: string; readonly ref: Buffer };
export type Kept = Named & { readonly wrapped: Buffer };

const add = statement<unknown>(
  'key-store.add',
  'INSERT INTO kept_keys (workspace_id, owner, ref, wrapped) SELECT $1, n.owner, n.ref, n.wrapped FROM unnest($2::text[], $3::bytea[], $4::bytea[]) AS n (owner, ref, wrapped)',
);
const read = statement<{ ref: Buffer; wrapped: Buffer }>(
  'key-store.read',
  'SELECT k.ref, k.wrapped FROM unnest($2::text[], $3::bytea[]) AS n (owner, ref) JOIN kept_keys k ON k.workspace_id = $1 AND k.owner = n.owner AND k.ref = n.ref',
);
const drop = statement<unknown>(
  'key-store.drop',
  'DELETE FROM kept_keys k USING unnest($2::text[], $3::bytea[]) AS n (owner, ref) WHERE k.workspace_id = $1 AND k.owner = n.owner AND k.ref = n.ref',
);
const dropOwners = statement<unknown>(
  'key-store.drop-owners',
  'DELETE FROM kept_keys WHERE workspace_id = $1 AND owner = ANY ($2::text[])',
);
const unsettledIn = statement<{ workspace_id: WorkspaceId }>(
  'key-store.unsettled-in',
  `SELECT DISTINCT workspace_id FROM kept_keys WHERE NOT settled AND made_at < clock_timestamp() - interval '1 day'`,
);
const unsettled = statement<Named>(
  'key-store.unsettled',
  `SELECT owner, ref FROM kept_keys WHERE workspace_id = $1 AND NOT settled AND made_at < clock_timestamp() - interval '1 day' ORDER BY made_at LIMIT $2`,
);
const everyKeptIn = statement<{ workspace_id: WorkspaceId }>('key-store.kept-in', 'SELECT DISTINCT workspace_id FROM kept_keys');
const settledAfter = statement<Named>(
  'key-store.settled-after',
  'SELECT owner, ref FROM kept_keys WHERE workspace_id = $1 AND (owner, ref) > ($2, $3) AND settled ORDER BY owner, ref LIMIT $4',
);
const keptAfter = statement<Named>(
  'key-store.kept-after',
  'SELECT owner, ref FROM kept_keys WHERE workspace_id = $1 AND (owner, ref) > ($2, $3) ORDER BY owner, ref LIMIT $4',
);
const settle = statement<unknown>(
  'key-store.settle',
  'UPDATE kept_keys k SET settled = true FROM unnest($2::text[], $3::bytea[]) AS n (owner, ref) WHERE k.workspace_id = $1 AND k.owner = n.owner AND k.ref = n.ref',
);
const named = (rows: readonly Named[]) => [rows.map((row) => row.owner), rows.map((row) => row.ref)];

// In the database of the keys; `db` is a transaction there, in the workspace.
export const addKept = (db: Db, workspace: WorkspaceId, rows: readonly Kept[]) =>
  db.run(add, [workspace, ...named(rows), rows.map((row) => row.wrapped)]);
export const readKept = (db: Db, workspace: WorkspaceId, rows: readonly Named[]) => db.all(read, [workspace, ...named(rows)]);
export const dropKept = (db: Db, workspace: WorkspaceId, rows: readonly Named[]) => db.run(drop, [workspace, ...named(rows)]);
export const dropOwnersOf = (db: Db, workspace: WorkspaceId, owners: readonly string[]) => db.run(dropOwners, [workspace, owners]);
/** In a `lookup` for `every-workspace`: where wraps lie that are a day old and of which nobody knows yet whether they are needed. */
export const workspacesUnsettled = async (db: Db) => (await db.all(unsettledIn, [])).map((row) => row.workspace_id);
export const unsettledOf = (db: Db, workspace: WorkspaceId, most: number) => db.all(unsettled, [workspace, most]);
/** In a `lookup` for `every-workspace`. */
export const workspacesKept = async (db: Db) => (await db.all(everyKeptIn, [])).map((row) => row.workspace_id);
/** Wraps that were once seen to be named, in order, after this one. */
export const settledPage = (db: Db, workspace: WorkspaceId, after: Named, most: number) =>
  db.all(settledAfter, [workspace, after.owner, after.ref, most]);
/** Every wrap, in order, after this one. */
export const keptPage = (db: Db, workspace: WorkspaceId, after: Named, most: number) =>
  db.all(keptAfter, [workspace, after.owner, after.ref, most]);
export const settleKept = (db: Db, workspace: WorkspaceId, rows: readonly Named[]) => db.run(settle, [workspace, ...named(rows)]);

export type LeavingRow = Named & { readonly whole: boolean };
const leaving = statement<LeavingRow>(
  'keys.leaving',
  'SELECT owner, ref, whole FROM leaving_keys WHERE workspace_id = $1 ORDER BY owner, ref LIMIT $2 FOR UPDATE',
);
const dropLeaving = statement<unknown>(
  'keys.drop-leaving',
  'DELETE FROM leaving_keys l USING unnest($2::text[], $3::bytea[]) AS n (owner, ref) WHERE l.workspace_id = $1 AND l.owner = n.owner AND l.ref = n.ref',
);
const countLeaving = statement<{ found: number }>(
  'keys.count-leaving',
  'SELECT count(*) AS found FROM leaving_keys WHERE workspace_id = $1 AND ($2::text[] IS NULL OR owner = ANY ($2::text[]))',
);
const late = statement<{ found: number }>(
  'keys.leave-late',
  `SELECT count(*) AS found FROM leaving_keys WHERE workspace_id = $1 AND since < clock_timestamp() - interval '1 hour'`,
);
const leavingIn = statement<{ workspace_id: WorkspaceId }>('keys.leaving-in', 'SELECT DISTINCT workspace_id FROM leaving_keys');
const holdRemoval = statement<unknown>('keys.hold-removal', 'SELECT pg_advisory_xact_lock_shared(727203, 4)');
const inUse = statement<Named>(
  'keys.refs-in-use',
  `SELECT n.owner, n.ref FROM unnest($2::text[], $3::bytea[]) AS n (owner, ref) WHERE
     EXISTS (SELECT FROM subject_keys k WHERE k.workspace_id = $1 AND k.subject = n.owner AND (k.wrapped = n.ref OR k.previous = n.ref))
     OR EXISTS (SELECT FROM index_keys i WHERE i.workspace_id = $1 AND i.field = n.owner AND i.wrapped = n.ref)
     OR EXISTS (SELECT FROM workspace_keys w WHERE w.workspace_id = $1 AND (w.wrapped = n.ref OR w.previous = n.ref))`,
);
const inLeaving = statement<Named>(
  'keys.refs-leaving',
  'SELECT l.owner, l.ref FROM leaving_keys l JOIN unnest($2::text[], $3::bytea[]) AS n (owner, ref) ON l.owner = n.owner AND l.ref = n.ref WHERE l.workspace_id = $1',
);
const standing = statement<Named & { apart: boolean }>(
  'keys.standing-refs',
  `SELECT owner, ref, parley_is_ref(ref) AS apart FROM (
     SELECT 1, subject::text, wrapped FROM subject_keys WHERE workspace_id = $1 UNION ALL SELECT 2, subject::text, previous FROM subject_keys WHERE workspace_id = $1
     UNION ALL SELECT 3, field, wrapped FROM index_keys WHERE workspace_id = $1
     UNION ALL SELECT 4, $2, wrapped FROM workspace_keys WHERE workspace_id = $1 UNION ALL SELECT 5, $2, previous FROM workspace_keys WHERE workspace_id = $1
   ) AS each (n, owner, ref) WHERE length(ref) > 0`,
);

/** What the main database let go of, locked: whoever else is removing it has done so when this answers. */
export const leavingOf = (ctx: Ctx, most: number) => ctx.db.all(leaving, [ctx.workspace, most]);
export const forgetLeaving = (ctx: Ctx, rows: readonly Named[]) => ctx.db.run(dropLeaving, [ctx.workspace, ...named(rows)]);
/** How much is to leave yet; of these owners, or at all. */
export const howManyLeaving = async (ctx: Ctx, owners?: readonly string[]) =>
  (await ctx.db.one(countLeaving, [ctx.workspace, owners ?? null])).found;
/** How much should have left an hour ago, by the clock of the database. */
export const howManyLeaveLate = async (ctx: Ctx) => (await ctx.db.one(late, [ctx.workspace])).found;
export const workspacesLeaving = async (db: Db) => (await db.all(leavingIn, [])).map((row) => row.workspace_id);
/** Until this transaction ends no backup takes its two snapshots: what the first names, the second holds. */
export const holdOffBackups = (ctx: Ctx) => ctx.db.all(holdRemoval, []);
/** Those of these that some key of the company stands for. */
export const refsInUse = (ctx: Ctx, rows: readonly Named[]) => ctx.db.all(inUse, [ctx.workspace, ...named(rows)]);
/** Those of these that the main database let go of itself. */
export const refsLeaving = (ctx: Ctx, rows: readonly Named[]) => ctx.db.all(inLeaving, [ctx.workspace, ...named(rows)]);
/** Every wrap of this company, page by page: `apart` ones are refs to the key store. */
export const everyStanding = (ctx: Ctx, size: number) => ctx.db.pages(standing, [ctx.workspace, ofWorkspace], size);
