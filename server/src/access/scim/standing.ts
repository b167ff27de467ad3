// What a provider's word does to somebody's standing, by the verbs that the staff page has; of whoever never joined, the way in is the invitation.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { append } from '#ledger';
import { suspend, takeAway } from '../leaving/leaving.ts';
import { restore, standing } from '../leaving/store.ts';
import { dropOpenInvitations } from '../store.ts';

/** Closes every way in, on every node. Problem `conflict` for the last administrator. */
export async function suspendByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  const now = await standing(ctx.db, ctx.workspace, staff);
  if (now?.joined_at === null) await dropOpenInvitations(ctx.db, ctx.workspace, staff);
  else if (now && !now.suspended_at) await suspend(ctx, staff);
}

/** Opens the way by the provider again; no password is chosen, so no link is made. */
export async function bringBackByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  const now = await standing(ctx.db, ctx.workspace, staff);
  if (!now?.suspended_at || now.suspended_by !== ctx.actor.id) return; // what a colleague suspended, a colleague lifts
  await restore(ctx.db, ctx.workspace, staff);
  await append(ctx, { kind: 'staff.brought-back', subject: staff });
}

/** Takes somebody away for good, with what the provider said of them. Problem `conflict` for the last administrator. */
export async function takeAwayByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  await takeAway(ctx, staff);
}
