// How fast an account may send, and how fast to one person, so that a provider seldom has to say no: token buckets (as GCRA, ITU-T I.371), whose numbers stand beside each adapter. Both are rows for all
// nodes (records 070, 075). A provider's "too much" still decides.
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { forgetPeople, givePersonBack, takeMore, takePerson, takeSpare, takeTurn } from './turn-store.ts';

/** So many a second as a rule, and so many at once after a rest. */
type Rate = { readonly perSecond: number; readonly burst: number };
/** What the provider asks for, for all that leaves an account and for what goes to one person. */
export type Pace = { readonly account?: Rate; readonly recipient?: Rate };
/** How many people an account may begin with in a moving 24 hours, null where without end, and the name of what it shares that with. */
export type MessagingLimit = { readonly most: number | null; readonly portfolio: string };
/** `go`: a place is taken, to be used after `waitMs`; `later`: none is near, and none is taken. `isInLine`: one is kept for whoever comes back then. */
export type Turn = { readonly turn: 'go' | 'later'; readonly waitMs: number; readonly isInLine?: true };
export type Asked = { readonly inbox: InboxId; readonly to: string; readonly pace: Pace };

/** A wait that is worth holding a worker for; whatever is longer is put off. */
const nearMs = 2_500;
/** So long a place is kept for those who were told to come back. */
const patienceMs = 5_000;

/**
 * Its turn among what the account sends on all nodes, and among what goes to one person, in a transaction of its own, so that nobody waits for our work while the rows are held. Who was told a place
 * of the account before comes first, and since a conversation waits with one message at a time, a long one keeps no other. Milliseconds.
 */
export async function turnOf(work: Work, { inbox, to, pace: { account, recipient } }: Asked): Promise<Turn> {
  if (!account && !recipient) return { turn: 'go', waitMs: 0 };
  return act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'channels.deliver' } }, async (ctx) => {
    const wait = (at: Date): number => at.getTime() - ctx.now.getTime();
    const toOne = recipient && (await ctx.db.one(takePerson, [...taking(ctx, inbox, recipient), nearMs, to]));
    if (toOne && !toOne.goes) return { turn: 'later', waitMs: wait(toOne.at) }; // others need not wait for this one
    const ofAll = account && (await ctx.db.one(takeTurn, [...taking(ctx, inbox, account), patienceMs, nearMs, work.isBack === true]));
    if (!ofAll || ofAll.goes) return { turn: 'go', waitMs: Math.max(toOne ? wait(toOne.at) : 0, ofAll ? wait(ofAll.at) : 0) };
    if (recipient) await ctx.db.run(givePersonBack, [ctx.workspace, inbox, to, stepMs(recipient)]);
    return { turn: 'later', waitMs: wait(ofAll.at), isInLine: true };
  });
}

/** What leaves now takes so many places more than the one that it has: whoever comes next waits for them. */
export async function takePlaces({ tools, workspace }: Pick<Work, 'tools' | 'workspace'>, inbox: InboxId, { account }: Pace, more: number) {
  if (!account || more <= 0) return;
  await act(tools, { workspace, actor: { kind: 'system', id: 'channels.deliver' } }, (ctx) =>
    ctx.db.run(takeMore, [ctx.workspace, inbox, ctx.now, stepMs(account) * more]),
  );
}

/** Takes a place of the account where one is free at once and nobody waits for it: for what is lost rather than waited for. In a transaction of its own as well. */
export async function spare({ tools, workspace }: Pick<Work, 'tools' | 'workspace'>, inbox: InboxId, { account }: Pace): Promise<boolean> {
  if (!account) return true;
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels.signals' } }, async (ctx) => {
    const taken = ctx.db.run(takeSpare, [...taking(ctx, inbox, account), patienceMs]);
    ctx.db.finish();
    return (await taken) > 0;
  });
}

/** Of people who have nothing taken any more nothing is kept. */
export const forgetTurns: Clock = {
  name: 'channels.forget-turns',
  everySeconds: 60,
  run: async (ctx) => void (await ctx.db.run(forgetPeople, [ctx.workspace, ctx.now])),
};

const taking = (ctx: Ctx, inbox: InboxId, rate: Rate) => [ctx.workspace, inbox, ctx.now, stepMs(rate), rate.burst];

const stepMs = ({ perSecond }: Rate): number => 1000 / perSecond;
