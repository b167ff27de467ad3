// What a session that is held back may set up: whoever has a passkey or an app shows it, and only who has neither sets one up. A password that was stolen must not bring a second factor of the thief's own.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { passkeyRows } from '../passkeys/store.ts';
import { isTokenHeldBack, tokenOf } from '../sessions.ts';
import { isAsked } from './second-factor.ts';

/** Problem `second-factor-needed` where this session is held back and its owner has a passkey or an app already: that is shown first. */
export async function refuseSettingUp(ctx: Ctx, staff: StaffId, request: RequestFacts): Promise<void> {
  if (!(await isTokenHeldBack(ctx, tokenOf(request)))) return;
  if ((await isAsked(ctx, staff)) || (await passkeyRows(ctx.db, ctx.workspace, [staff])).length > 0)
    throw new Problem('second-factor-needed', { detail: 'You have a passkey or an app already: show that first.' });
}
