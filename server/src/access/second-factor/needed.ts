// Where a company asks for it, a password alone opens nothing but the way to a second factor or a passkey (Art. 32(1)(b)): who has neither yet sets one up first.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { terms } from '../terms/terms.ts';
import { isAsked } from './second-factor.ts';

/** Whether a session that was proven `by` this is held back. One in which an app was set up since is not: its next one asks for the code. */
export async function isHeldBack(ctx: Ctx, staff: StaffId, by: string): Promise<boolean> {
  return (by === 'password' || by === 'invitation') && (await terms(ctx)).secondFactor && !(await isAsked(ctx, staff));
}
