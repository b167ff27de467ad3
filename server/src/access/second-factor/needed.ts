// Where a company asks for it, a password alone opens nothing but the way to more (Art. 32(1)(b)).
import type { Ctx } from '#kit/ctx';
import { terms } from '../terms/terms.ts';

/** Whether a session that was proven `by` this is held back: decided by its own proof alone, whatever was set up in another one since. */
export async function isHeldBack(ctx: Ctx, by: string): Promise<boolean> {
  return (by === 'password' || by === 'invitation') && (await terms(ctx)).secondFactor;
}
