// Former staff are erased when the period is over (Art. 17(1)(a)), or sooner when somebody says why: their key is shredded, name, address and photo go, the id in the ledger stays as who acted.
import { shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append, appendMany } from '#ledger';
import { eraseStaff } from '../invitations.ts';
import { terms } from '../terms/terms.ts';
import * as store from './store.ts';

const day = 86_400_000;
const atOnce = 50;

export type WhyNow = 'asked' | 'not-needed' | 'unlawful';

/** Erases one former colleague before the period is over (Art. 17(1)). Problem `not-found`, `conflict` for whoever has not left. */
export async function eraseNow(ctx: Ctx, staff: StaffId, why: WhyNow): Promise<void> {
  const row = await store.standing(ctx.db, ctx.workspace, staff);
  if (!row) throw new Problem('not-found');
  if (!row.left_at) throw new Problem('conflict', { detail: 'They still work here: take them away first.' });
  await shred(ctx, [staff]);
  await eraseStaff(ctx, [staff]);
  await append(ctx, { kind: 'staff.erased', subject: staff, facts: { why } });
}

/** Erases whoever left that long ago, so many at a time, in the caller's transaction: a run that is cut off has erased nobody, and the next one does it. */
export async function eraseFormer(ctx: Ctx): Promise<void> {
  const { formerDays } = await terms(ctx);
  const due = await store.formerStaff(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - formerDays * day), atOnce);
  if (due.length === 0) return;
  const ids = due.map((row) => row.id);
  await shred(ctx, ids);
  await eraseStaff(ctx, ids);
  await appendMany(
    ctx,
    ids.map((subject) => ({ kind: 'staff.erased', subject, facts: { days: formerDays } })),
  );
}
