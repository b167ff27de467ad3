// SQL of moving the root and of replacing workspace keys.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { SubjectId } from '#kit/ids';
import { lockedInFull, putAway } from './key-store/key-store.ts';
import { ofWorkspace } from './key-store/store.ts';
import type { Wrapped } from './roots/root.ts';
import { type SubjectKeyRow, subjectsInFull, type WorkspaceKeyRow } from './store.ts';

const storeMove = statement<unknown>(
  'keys.store-moved',
  `UPDATE workspace_keys SET wrapped = $2, root_id = $3, previous = $4, previous_root = $5, own_root = $6
   WHERE workspace_id = $1 AND wrapped = $7 AND previous IS NOT DISTINCT FROM $8`,
);
const replaceKey = statement<unknown>(
  'keys.replace-workspace',
  `UPDATE workspace_keys SET previous = wrapped, previous_root = root_id, wrapped = $2, root_id = $3, version = version + 1, created_at = $4
   WHERE workspace_id = $1 AND previous IS NULL AND version = $5`,
);
const dropPrevious = statement<unknown>(
  'keys.drop-previous',
  'UPDATE workspace_keys SET previous = NULL, previous_root = NULL WHERE workspace_id = $1 AND version = $2',
);
const allIndexes = statement<{ field: string; wrapped: Buffer }>(
  'keys.every-index',
  'SELECT field, wrapped FROM index_keys WHERE workspace_id = $1 ORDER BY field FOR NO KEY UPDATE',
);
const storeIndex = statement<unknown>('keys.store-index', 'UPDATE index_keys SET wrapped = $3 WHERE workspace_id = $1 AND field = $2');
// Bytes 3 and 4 of a wrap are the version of the workspace key that it needs.
const othersThan = statement<SubjectKeyRow>(
  'keys.other-version',
  `SELECT subject, version, epoch, wrapped, previous FROM subject_keys
   WHERE workspace_id = $1 AND substring(wrapped FROM 3 FOR 2) <> $2 AND subject > $3 ORDER BY subject LIMIT $4 FOR NO KEY UPDATE`,
);
const countRows = statement<{ keys: number; waiting: number; old: number }>(
  'keys.count-wraps',
  `SELECT count(*) AS keys, count(*) FILTER (WHERE substring(wrapped FROM 3 FOR 2) <> $2) AS waiting, count(*) FILTER (WHERE epoch < $3) AS old
   FROM subject_keys WHERE workspace_id = $1`,
);

/** `own` is the address of the company's own root; null for that of the house. Gives 0 when what stands there is no longer that of `before`: somebody else has changed it. */
export const storeMoved = (
  ctx: Ctx,
  { bytes, rootId }: Wrapped,
  previous: Wrapped | null,
  own: string | null,
  before: Pick<WorkspaceKeyRow, 'wrapped' | 'previous'>,
) =>
  putAway(
    ctx,
    [
      { owner: ofWorkspace, wrapped: bytes },
      { owner: ofWorkspace, wrapped: previous?.bytes ?? null },
    ],
    ([wrapped, other]) =>
      ctx.db.run(storeMove, [ctx.workspace, wrapped, rootId, other, previous?.rootId ?? null, own, before.wrapped, before.previous]),
  );
/** Puts a new key in the place of that of `version`, which stays beside it; gives 0 when that is not the present one. */
export const replaceWorkspaceKey = (ctx: Ctx, { bytes, rootId }: Wrapped, version: number) =>
  putAway(ctx, [{ owner: ofWorkspace, wrapped: bytes }], ([standing]) =>
    ctx.db.run(replaceKey, [ctx.workspace, standing, rootId, ctx.now, version]),
  );
/** Drops the key before that of `version`; gives 0 when that is no longer the present one. */
export const dropPreviousKey = (ctx: Ctx, version: number) => ctx.db.run(dropPrevious, [ctx.workspace, version]);
export const everyIndexKey = async (ctx: Ctx) => lockedInFull(ctx, await ctx.db.all(allIndexes, [ctx.workspace]), (row) => row.field);
export const storeIndexKey = (ctx: Ctx, field: string, wrapped: Buffer) =>
  putAway(ctx, [{ owner: field, wrapped }], ([standing]) => ctx.db.run(storeIndex, [ctx.workspace, field, standing]));
/** Keys of subjects that need another version of the workspace key, locked. */
export const rowsOfOtherVersion = async (ctx: Ctx, version: number, after: SubjectId | '', limit: number) =>
  subjectsInFull(ctx, await ctx.db.all(othersThan, [ctx.workspace, versionBytes(version), after, limit]));
/** How many keys of subjects there are, and how many wait for the present workspace key or epoch. */
export const countWraps = (ctx: Ctx, version: number, epoch: number) =>
  ctx.db.one(countRows, [ctx.workspace, versionBytes(version), epoch]);

function versionBytes(version: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(version);
  return bytes;
}
