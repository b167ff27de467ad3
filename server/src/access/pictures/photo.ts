// Photos of staff: personal data like their names, sealed under their key and gone with it. The address of a photo says nothing, is found only by
// whoever was shown it, and changes with each change.
import { randomBytes } from 'node:crypto';
import { mintPermit, openBytes, seal } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import { append } from '#ledger';
import { addEntrance, findEntrance, removeEntrance } from '../entrances.ts';
import { staffPurpose } from '../purpose.ts';
import type { Picture } from './read.ts';
import * as store from './store.ts';

/** Photos lately opened by their address, kept as long as an opened key may be: a page of messages is not a page of ledger entries. */
export type PhotoCache = Map<string, { picture: Picture; until: number }>;
export const photoCache = tool<PhotoCache>('access.photos');
const photosKept = 200;

export const photoPath = (photo: string): string => `/v1/photos/${photo}`;
export const placeOfPhoto = (staff: StaffId) => ({ subject: staff, table: 'photos', row: staff, column: 'content' }) as const;

/** Replaces my photo by a picture that was drawn anew; the old address leads nowhere from then on. */
export async function putPhoto(ctx: Ctx, staff: StaffId, { type, bytes }: Picture): Promise<void> {
  await forgetPhotos(ctx, [staff]);
  const photo = randomBytes(24).toString('base64url');
  const content = await seal(ctx, placeOfPhoto(staff), bytes);
  await store.putPhoto(ctx.db, ctx.workspace, { staff_id: staff, photo, type, content }, ctx.now);
  await addEntrance(ctx, 'photo', photo, staff);
  await append(ctx, { kind: 'staff.changed', subject: staff, facts: { fields: 'photo' } });
}

/** Takes my photo away; without one nothing happens. */
export async function removePhoto(ctx: Ctx, staff: StaffId): Promise<void> {
  if ((await forgetPhotos(ctx, [staff])) > 0)
    await append(ctx, { kind: 'staff.changed', subject: staff, facts: { fields: 'photo', removed: true } });
}

/** The photo at this address; opening it is recorded, at most once in `keyCacheSeconds` on a node. Problem `not-found`, also when its owner is gone. */
export async function readPhoto(tools: Tools, photo: string): Promise<Picture> {
  const entrance = /^[\w-]{32}$/.test(photo) ? await findEntrance(tools, 'photo', photo) : undefined;
  if (!entrance) throw new Problem('not-found');
  const actor = { kind: 'system', id: 'photo' } as const;
  return act(tools, { workspace: entrance.workspace, actor, purpose: staffPurpose }, async (ctx) => {
    const known = photoCache.of(ctx).get(photo);
    if (known && known.until > ctx.now.getTime()) return known.picture;
    const [row] = await store.photoRows(ctx.db, ctx.workspace, [entrance.target]);
    if (row?.photo !== photo) throw new Problem('not-found');
    const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: [row.staff_id], fields: ['photos.content'] });
    const picture = { type: row.type, bytes: await openBytes(ctx, permit, placeOfPhoto(row.staff_id), row.content) };
    ctx.db.afterCommit(() => remember(ctx, photo, picture));
    return picture;
  });
}

/** Removes photos and their addresses; gives how many there were. */
export async function forgetPhotos(ctx: Ctx, staff: readonly string[]): Promise<number> {
  const rows = await store.dropPhotos(ctx.db, ctx.workspace, staff);
  for (const { photo } of rows) {
    await removeEntrance(ctx, 'photo', photo);
    ctx.db.afterCommit(() => photoCache.of(ctx).delete(photo));
  }
  return rows.length;
}

/** Paths of photos by member of staff; who has none is left out. */
export async function photoPaths(ctx: Ctx, staff: readonly StaffId[]): Promise<Map<StaffId, string>> {
  const rows = staff.length === 0 ? [] : await store.photoIds(ctx.db, ctx.workspace, staff);
  return new Map(rows.map((row) => [row.staff_id, photoPath(row.photo)]));
}

function remember(ctx: Ctx, photo: string, picture: Picture): void {
  const cache = photoCache.of(ctx);
  if (cache.size >= photosKept) cache.clear();
  cache.set(photo, { picture, until: ctx.now.getTime() + config.of(ctx).keyCacheSeconds * 1000 });
}
