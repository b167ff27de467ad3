// Keys of programs: made, shown, revoked. The key itself is told once; what it is called lies sealed under its owner's key.
import { randomBytes } from 'node:crypto';
import { lookupHash, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { tellNodes } from '../desk/told.ts';
import { addEntrance } from '../entrances.ts';
import { carriedBy } from '../grants/reach.ts';
import { permissionsIn } from '../grants/rules.ts';
import { tellOfNewWay } from '../new-way.ts';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { dropEntrance } from '../store.ts';
import * as store from './store.ts';

export type KeyView = {
  readonly id: Id<'apk'>;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  /** The day of its last use, UTC. */
  readonly usedOn: string | null;
};
/** What every key begins with, so that scanners for leaked secrets find it. */
export const keyPrefix = 'parley_';
const mostKeys = 50;
const shownLetters = 5;

export const placeOfKey = (row: { id: string; staff_id: StaffId }) => ({
  subject: row.staff_id,
  table: 'api_keys',
  row: row.id,
  column: 'name',
});

/** My keys, also those that ran out lately. */
export async function listKeys(ctx: Ctx, staff: StaffId): Promise<KeyView[]> {
  const rows = await store.keyRows(ctx.db, ctx.workspace, [staff]);
  if (rows.length === 0) return [];
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: [staff], fields: ['api_keys.name'] });
  const names = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOfKey(row), sealed: row.name })),
  );
  return rows.map((row, at) => view(row, names[at] ?? ''));
}

/** Makes a key for scopes that its owner holds, who hears of it by mail; gives it this once. Problem `not-permitted` for a wider one, `conflict` when there are too many. */
export async function makeKey(
  ctx: Ctx,
  staff: StaffId,
  parts: { name: string; scopes: readonly string[]; days: number },
): Promise<{ key: string; view: KeyView }> {
  const held = permissionsIn((await carriedBy(ctx, staff)).filter((grant) => !grant.emergency)); // what is open in an emergency is for a person alone
  const scopes = held.filter((each) => parts.scopes.includes(each));
  if (scopes.length !== new Set(parts.scopes).size) throw new Problem('not-permitted', { because: 'wider-than-maker' });
  if ((await store.keyRows(ctx.db, ctx.workspace, [staff])).length >= mostKeys)
    throw new Problem('conflict', { detail: 'There are fifty keys already: revoke one first.' });
  const key = `${keyPrefix}${randomBytes(32).toString('base64url')}`;
  const own = { id: newId('apk'), staff_id: staff };
  const row = {
    ...own,
    name: await seal(ctx, placeOfKey(own), parts.name),
    prefix: key.slice(0, keyPrefix.length + shownLetters),
    scopes,
    token_hash: lookupHash(ctx.tools, 'api-key', key),
    expires_at: new Date(ctx.now.getTime() + parts.days * 86_400_000),
  };
  await store.addKey(ctx.db, ctx.workspace, row, ctx.now);
  await addEntrance(ctx, 'api-key', key, own.id, row.expires_at);
  const facts = { key: own.id, scopes: scopes.join(','), days: parts.days };
  await tellOfNewWay(ctx, staff, await append(ctx, { kind: 'staff.key-made', subject: staff, facts }), 'key');
  return { key, view: view({ ...row, made_at: ctx.now, used_on: null }, parts.name) };
}

/** Ends a key at once, on every node. Problem `not-found`. */
export async function revokeKey(ctx: Ctx, staff: StaffId, key: string): Promise<void> {
  const gone = await store.dropKey(ctx.db, ctx.workspace, staff, key);
  if (!gone) throw new Problem('not-found');
  await afterEnd(ctx, [gone]);
  await append(ctx, { kind: 'staff.key-revoked', subject: staff, facts: { key: gone.id } });
}

/** Removes every key of these members of staff, with the ways in; gives how many. */
export async function forgetKeys(ctx: Ctx, staff: readonly string[]): Promise<number> {
  const gone = await store.dropKeysOf(ctx.db, ctx.workspace, staff);
  await afterEnd(ctx, gone);
  return gone.length;
}

async function afterEnd(ctx: Ctx, gone: readonly { id: Id<'apk'>; token_hash: string }[]): Promise<void> {
  for (const { token_hash } of gone) await dropEntrance(ctx.db, ctx.workspace, 'api-key', token_hash);
  tellNodes(
    ctx,
    gone.map(({ id }) => ({ session: id, isOver: true })),
  );
}

export const view = (row: store.KeyRow, name: string): KeyView => ({
  id: row.id,
  name,
  prefix: row.prefix,
  scopes: row.scopes,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  usedOn: row.used_on,
});
