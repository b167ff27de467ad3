// What waits for an account whose provider does not answer, or does not let us in, is not tried one by one: after a few messages failed in a row the account rests, then a single message tries
// whether it works again. One row that all nodes share (record 070); a message that is too old to wait goes on to be given up.
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import type { Outcome } from './adapter.ts';
import { forgetTurns, giveTryBack, noteFault, noteSuccess, takeTry } from './turn-store.ts';

/** How an account stands: messages that failed in a row, and until when it rests. */
export type Stand = { readonly failed: number; readonly restsUntil: Date | null };
/** `try`: it has rested long enough, and one message may try it. */
type Rest = { readonly rest: 'none' | 'try' } | { readonly rest: 'on'; readonly seconds: number };

/** What speaks of the account and not of whoever is written to. */
const ofAccount: ReadonlySet<string> = new Set(['unreachable', 'bad-credentials', 'no-credit']);
/** Held back here at the last moment: the provider was never spoken to. */
const unasked: ReadonlySet<string> = new Set(['sandbox-moved', 'sandbox-switched', 'campaign-paused']);
const most = { messages: 5, waitSeconds: 48 * 3_600 };
const rest = { firstMs: 30_000, mostMs: 900_000 };

/** Whether a message written at `at` has to wait, in whole seconds. Pure. */
export function restOf({ failed, restsUntil }: Stand, at: Date, now: Date): Rest {
  const isOld = now.getTime() - at.getTime() > most.waitSeconds * 1000;
  if (failed < most.messages || restsUntil === null || isOld) return { rest: 'none' };
  const leftMs = restsUntil.getTime() - now.getTime();
  return leftMs > 0 ? { rest: 'on', seconds: Math.ceil(leftMs / 1000) } : { rest: 'try' };
}

/** Takes the one try of a resting account, in a short transaction; whether it is ours. It is given back by `giveBack` or by how it went; whoever dies lets it run out. */
export const mayTry = async (ctx: Ctx, inbox: InboxId): Promise<boolean> =>
  (await ctx.db.run(takeTry, [ctx.workspace, inbox, ctx.now, rest.firstMs, rest.mostMs])) > 0;

/** The message that took the try does not leave after all: the next one may. */
export const giveBack = (ctx: Ctx, inbox: InboxId): void => ctx.db.send(giveTryBack, [ctx.workspace, inbox, ctx.now]);

/** How a message fared: a provider that answers at all, be it with a no to this one message, ends the rest; one that stays silent does not. Nobody waits for it before the commit. */
export function noteOutcome(ctx: Ctx, inbox: InboxId, message: MessageId, outcome: Outcome, isTry: boolean): void {
  const isUnasked = outcome.outcome !== 'sent' && unasked.has(outcome.because);
  const isSilent = outcome.outcome === 'failed' && outcome.because === 'unknown-fate';
  const isFault = isSilent || (outcome.outcome === 'retry' && ofAccount.has(outcome.because));
  if (isUnasked && isTry) giveBack(ctx, inbox);
  else if (isFault) ctx.db.send(noteFault, [ctx.workspace, inbox, ctx.now, message, rest.firstMs, rest.mostMs, most.messages, isTry]);
  else if (!isUnasked) ctx.db.send(noteSuccess, [ctx.workspace, inbox]);
}

/** The account was tried out for real by somebody: it need not rest any more. */
export const wake = (ctx: Ctx, inbox: InboxId): void => ctx.db.send(noteSuccess, [ctx.workspace, inbox]);

/** The account was changed: it need not rest, and what it was told of places was the pace of what it was before. */
export const beginAnew = (ctx: Ctx, inbox: InboxId): void => ctx.db.send(forgetTurns, [ctx.workspace, inbox]);
