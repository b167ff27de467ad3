// The keys of everybody, for whoever looks after staff: whose each is, and its end when its owner cannot end it or is not to have it.
import { mintPermit, openMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { staffNames } from '../names.ts';
import { staffPurpose } from '../purpose.ts';
import { type KeyView, placeOfKey, revokeKey, view } from './keys.ts';
import * as store from './store.ts';

export type StaffKey = KeyView & { readonly staff: { readonly id: StaffId; readonly name: string } };

/** Every key of the company, also those that ran out lately, oldest first. */
export async function listStaffKeys(ctx: Ctx): Promise<StaffKey[]> {
  const rows = await store.everyKeyRow(ctx.db, ctx.workspace);
  if (rows.length === 0) return [];
  const subjects = [...new Set(rows.map((row) => row.staff_id))];
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects, fields: ['api_keys.name'] });
  const texts = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOfKey(row), sealed: row.name })),
  );
  const names = await staffNames(ctx, subjects);
  return rows.map((row, at) => ({ ...view(row, texts[at] ?? ''), staff: { id: row.staff_id, name: names.get(row.staff_id) ?? '' } }));
}

/** Ends anybody's key at once, on every node. Problem `not-found`. */
export async function revokeStaffKey(ctx: Ctx, key: string): Promise<void> {
  const row = (await store.everyKeyRow(ctx.db, ctx.workspace)).find(({ id }) => id === key);
  if (!row) throw new Problem('not-found');
  await revokeKey(ctx, row.staff_id, row.id);
}
