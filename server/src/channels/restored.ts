// After an older backup was brought back: what waited in it may have left long ago, or been forbidden since. Silence is better than a second message.
import { failWaiting } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { why } from './words.ts';

/** Stops every message that waits to leave; an agent sees why and decides. Gives how many. */
export const stopWhatWaited = (ctx: Ctx): Promise<number> => failWaiting(ctx, { because: 'restored', words: why['restored'] ?? '' });
