// By which a provider is told later that somebody's words were read: kept only while the company tells people so, and the newest of a conversation alone.

import type { Ctx } from '#kit/ctx';
import { type External, remember } from '../external.ts';
import { forgetOlderTokens, holdTelling, newerToken } from '../store.ts';

/** Keeps one, unless the channel tells nobody by now or a newer one stands. What was asked when it came in may be over; the account stays as it is until this transaction ends. */
export async function keepReadToken(ctx: Ctx, row: Omit<External, 'externalId'>, token: string | undefined): Promise<void> {
  if (token === undefined || !(await ctx.db.maybe(holdTelling, [ctx.workspace, row.inbox]))) return;
  const about = [ctx.workspace, row.inbox, row.conversation, row.saidAt ?? ctx.now];
  await ctx.db.run(forgetOlderTokens, about);
  if (await ctx.db.maybe(newerToken, about)) return;
  await remember(ctx, { ...row, externalId: token, isReadToken: true });
}
