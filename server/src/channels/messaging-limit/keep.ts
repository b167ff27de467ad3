// What a provider told of how many people an account may begin with.
import type { Ctx } from '#kit/ctx';
import type { Opened } from '../accounts.ts';
import type { MessagingLimit } from '../pacing.ts';
import { putAccount, putLimit } from './store.ts';

const everyMs = 6 * 3_600_000; // Meta raises a limit within six hours of what earns it
const againMs = 30 * 60_000; // where nothing was told

/** What an emulator tells is kept apart from what the provider does. */
export async function keepLimit(ctx: Ctx, { account, isPlayed }: Opened, told: MessagingLimit | undefined): Promise<void> {
  const portfolio = told ? `${isPlayed ? 'played/' : ''}${told.portfolio}` : null;
  if (told) await ctx.db.run(putLimit, [ctx.workspace, portfolio, told.most, ctx.now]);
  const next = new Date(ctx.now.getTime() + (told ? everyMs : againMs));
  await ctx.db.run(putAccount, [ctx.workspace, account.inbox, isPlayed, next, portfolio]);
}
