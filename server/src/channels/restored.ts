// After an older backup was brought back: what waited in it may have left long ago, or been forbidden since. Silence is better than a second message.
import { putOffAll } from '#consent';
import { failWaiting } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { beginListingsAnew } from './missed/store.ts';
import { why } from './words.ts';

/** Stops every message that waits to leave, and the question about every yes that is due, which may have been put since; an agent sees why and decides. Gives how many. What came in before is asked for no more. */
export async function stopWhatWaited(ctx: Ctx): Promise<number> {
  await ctx.db.run(beginListingsAnew, [ctx.workspace, ctx.now]);
  await putOffAll(ctx, 'restored');
  return (await failWaiting(ctx, { because: 'restored', words: why['restored'] ?? '' })).length;
}
