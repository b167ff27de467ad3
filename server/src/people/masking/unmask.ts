// Addresses in full, by saying why. The reason is a fact of the ledger's entry; words beside it are the person's too and lie sealed under their key.
import { type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId, type StaffId } from '#kit/ids';
import { identitiesOf, readIdentity } from '../identities.ts';
import * as store from './store.ts';

export type Reason = 'contact' | 'identify' | 'delivery' | 'request' | 'other';

/** The values of a person's identities under a permit that names `identities.value` and the reason; writes down why. */
export async function unmask(
  ctx: Ctx,
  permit: Permit,
  person: PersonId,
  why: { reason: Reason; note?: string | undefined },
): Promise<{ id: Id<'idn'>; value: string }[]> {
  const row = { id: newId('unm'), person };
  const note = why.note?.trim() ? await seal(ctx, placeOfNote(row), why.note.trim()) : null;
  await store.addUnmasking(ctx.db, ctx.workspace, { ...row, staff: ctx.actor.id as StaffId, reason: why.reason, note, at: ctx.now });
  const found: { id: Id<'idn'>; value: string }[] = [];
  for (const each of await identitiesOf(ctx, person)) found.push({ id: each.id, value: await readIdentity(ctx, permit, each) });
  return found;
}

export const placeOfNote = (row: Pick<store.UnmaskingRow, 'id' | 'person'>) => ({
  subject: row.person,
  table: 'unmaskings',
  row: row.id,
  column: 'note',
});
