// Whom nothing reached, nobody began with: their places are given back.
import type { Ctx } from '#kit/ctx';
import type { Id, InboxId, MessageId } from '#kit/ids';
import { giveBack, giveSlotBack, leaveLine, portfolioOf, sayFull } from './store.ts';

const fullMs = 15 * 60_000;

type Refused = { readonly inbox: InboxId; readonly isPlayed: boolean; readonly message: MessageId; readonly identity: Id<'idn'> | null };
/** The provider refused to begin with one more: nobody was begun with, and nobody is from this portfolio for a while, whatever was counted. False where no limit is known, so that nothing waits for it here. */
export async function noteFull(ctx: Ctx, { inbox, isPlayed, message, identity }: Refused): Promise<boolean> {
  await noteNotBegun(ctx, [message]);
  const found = await ctx.db.maybe(portfolioOf, [ctx.workspace, inbox, isPlayed]);
  if (!found) return false;
  const at = [ctx.workspace, found.portfolio] as const;
  if (identity) await ctx.db.run(giveSlotBack, [...at, identity]);
  await ctx.db.run(sayFull, [...at, new Date(ctx.now.getTime() + fullMs)]);
  return true;
}

/** Messages that reached nobody have begun with nobody, and wait no more. */
export async function noteNotBegun(ctx: Ctx, messages: readonly MessageId[]): Promise<void> {
  for (const each of [giveBack, leaveLine]) await ctx.db.run(each, [ctx.workspace, messages]);
}
