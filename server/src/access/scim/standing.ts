// What a provider's word does to somebody's standing. Whoever is switched off keeps no way in: the only one left is by the provider, which asks here first.
import { shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { wouldLeaveNoAdministrator } from '../grants/grants.ts';
import { eraseStaff } from '../invitations.ts';
import { closeDoors } from '../leaving/leaving.ts';
import * as store from './store.ts';

/** Which of these are suspended, or have left. */
export async function suspendedAmong(ctx: Ctx, staff: readonly StaffId[]): Promise<ReadonlySet<StaffId>> {
  return new Set((await store.suspendedStaff(ctx.db, ctx.workspace)).filter((each) => staff.includes(each)));
}

/** Closes every way in, on every node. Problem `conflict` for the last administrator. */
export async function suspendByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  await refuseLast(ctx, staff);
  await store.suspend(ctx.db, ctx.workspace, staff, ctx.now);
  await closeDoors(ctx, staff);
  await append(ctx, { kind: 'staff.suspended', subject: staff });
}

/** Opens the way by the provider again. */
export async function bringBackByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  if ((await store.restore(ctx.db, ctx.workspace, staff)) > 0) await append(ctx, { kind: 'staff.brought-back', subject: staff });
}

/** Takes somebody away for good: key, name, address and ways in; what they did stays under their id. Problem `conflict` for the last administrator. */
export async function takeAwayByProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  await refuseLast(ctx, staff);
  await closeDoors(ctx, staff);
  await append(ctx, { kind: 'staff.left', subject: staff });
  await shred(ctx, [staff]);
  await eraseStaff(ctx, [staff]);
}

async function refuseLast(ctx: Ctx, staff: StaffId): Promise<void> {
  const away = await store.suspendedStaff(ctx.db, ctx.workspace);
  if (away.includes(staff)) return; // no way in is lost by it
  if (await wouldLeaveNoAdministrator(ctx, [staff, ...away]))
    throw new Problem('conflict', { because: 'last-administrator', detail: 'This is the last administrator: name another one first.' });
}
