// Taking away what a colleague set up beside their password, by whoever administers staff.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { endPasswordSessions } from '../desk/list.ts';
import { forgetPasskeys } from '../passkeys/passkeys.ts';
import { holdStaff } from '../passkeys/store.ts';
import { forgetSecondFactors, isAsked } from './second-factor.ts';

/** Somebody took a colleague's second factor away: they are told. */
export const secondFactorTaken = announcement<{ staff: StaffId; entry: Id<'led'> }>('access.second-factor-taken');

/**
 * Takes away what a colleague has beside their password, for the day it is lost: the app with its codes, and passkeys (which stay where they are the only way in). They are told, and what came in by
 * password alone is over. Problem `not-found` when there is nothing of it.
 */
export async function takeAwayFrom(ctx: Ctx, staff: StaffId): Promise<void> {
  const asked = await isAsked(ctx, staff);
  const passkeys = (await holdStaff(ctx.db, ctx.workspace, staff))?.has_password ? await forgetPasskeys(ctx, [staff]) : 0;
  if (!asked && passkeys === 0) throw new Problem('not-found');
  await forgetSecondFactors(ctx, [staff]);
  await endPasswordSessions(ctx, staff, '');
  const entry = await append(ctx, { kind: 'staff.second-factor-taken', subject: staff, facts: { passkeys } });
  if (ctx.actor.id !== staff) await announce(ctx, secondFactorTaken, { staff, entry });
}
