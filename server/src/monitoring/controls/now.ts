// How every control stood when it was looked at last, for whoever says what is done for security.
import type { Ctx } from '#kit/ctx';
import type { ControlState } from '../rules.ts';
import { statesNow } from './store.ts';

/** By id; a control that nobody looked at yet is left out. */
export async function controlsNow(ctx: Ctx): Promise<Map<string, ControlState>> {
  return new Map((await statesNow(ctx)).map(({ control, state }) => [control, state]));
}
