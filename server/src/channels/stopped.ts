// What a later room stops before it leaves, such as the messages of a campaign that ended early.
import { failWaiting } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { MessageId } from '#kit/ids';
import { campaignStopped } from './fate.ts';
import { holdPutOff } from './switch/store.ts';

/** Fails those of these messages that have not left; gives how many. An attempt that is under way is concluded, and not tried again (`deliver.ts`). */
export async function stopMessages(ctx: Ctx, messages: readonly MessageId[]): Promise<number> {
  const putOff = (await ctx.db.all(holdPutOff, [ctx.workspace, messages])).map(({ message }) => message);
  return (await failWaiting(ctx, campaignStopped, putOff, messages)).length;
}
