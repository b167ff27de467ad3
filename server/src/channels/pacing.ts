// How fast an account may send, and how fast to one person, so that a provider seldom has to say no: token buckets (as GCRA, ITU-T I.371), whose numbers stand beside each adapter. That of an account
// is one row for all nodes (record 070); those of people are in memory, each node's own, since their messages leave in order anyway. A provider's "too much" still decides.
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act, clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { takeSpare, takeTurn } from './turn-store.ts';

/** So many a second as a rule, and so many at once after a rest. */
type Rate = { readonly perSecond: number; readonly burst: number };
/** What the provider asks for, for all that leaves an account and for what goes to one person. */
export type Pace = { readonly account?: Rate; readonly recipient?: Rate };
/** `go`: a place is taken, to be used after `waitMs`; `later`: none is near, and none is taken. `isInLine`: one is kept for whoever comes back then. */
export type Turn = { readonly turn: 'go' | 'later'; readonly waitMs: number; readonly isInLine?: true };
export type Asked = { readonly inbox: InboxId; readonly to: string; readonly pace: Pace };
type Pacer = {
  take(to: string, rate: Rate, now: number): Turn;
  /** A place that is not used after all. */
  giveBack(to: string, rate: Rate): void;
};

/** A wait that is worth holding a worker for; whatever is longer is put off. */
export const nearMs = 2_500;
/** So long a place is kept for those who were told to come back. */
const patienceMs = 5_000;
const pacers = tool<Pacer>('channels.pacer');
const later = (waitMs: number): Turn => ({ turn: 'later', waitMs });

/**
 * Its turn among what the account sends on all nodes, in one round trip and a transaction of its own, so that nobody waits for our work while the row is held. Who was told a place before comes first,
 * and since a conversation waits with one message at a time, a long one keeps no other. Milliseconds.
 */
export async function turnOf(work: Work, { inbox, to, pace }: Asked): Promise<Turn> {
  const { account, recipient } = pace;
  const [pacer, person] = [pacerOf(work.tools), `${inbox} ${to}`];
  const toOne: Turn = recipient ? pacer.take(person, recipient, clock.of(work)().getTime()) : { turn: 'go', waitMs: 0 };
  if (toOne.turn === 'later' || !account) return toOne; // others need not wait for this one
  const ofAll = await act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'channels.deliver' } }, async (ctx) => {
    const asked = ctx.db.one(takeTurn, [...taking(ctx, inbox, account), patienceMs, nearMs, work.isBack === true]);
    ctx.db.finish();
    const { goes, at } = await asked;
    return { goes, waitMs: at.getTime() - ctx.now.getTime() };
  });
  if (ofAll.goes) return { turn: 'go', waitMs: Math.max(toOne.waitMs, ofAll.waitMs) };
  if (recipient) pacer.giveBack(person, recipient);
  return { ...later(ofAll.waitMs), isInLine: true };
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

const taking = (ctx: Ctx, inbox: InboxId, rate: Rate) => [ctx.workspace, inbox, ctx.now, stepMs(rate), rate.burst];

/** The pacer of this process. */
function pacerOf(tools: Tools): Pacer {
  if (!tools.has(pacers.name)) pacers.set(tools, openPacer());
  return pacers.of({ tools });
}

/** A pacer that remembers at most so many people by when everything taken for them is worked off; whoever has nothing taken is forgotten first. Times in milliseconds. */
export function openPacer(most = 20_000): Pacer {
  const taken = new Map<string, number>();

  function prune(now: number): void {
    for (const [key, full] of taken) if (full <= now) taken.delete(key);
    if (taken.size >= most) taken.delete(taken.keys().next().value as string);
  }
  return {
    take(to, rate, now) {
      const full = taken.get(to) ?? now;
      const waitMs = Math.max(0, full - (rate.burst - 1) * stepMs(rate) - now);
      if (waitMs > nearMs) return later(waitMs);
      if (!taken.has(to) && taken.size >= most) prune(now);
      taken.set(to, Math.max(full, now) + stepMs(rate));
      return { turn: 'go', waitMs };
    },
    giveBack(to, rate) {
      const full = taken.get(to);
      if (full !== undefined) taken.set(to, full - stepMs(rate));
    },
  };
}

const stepMs = ({ perSecond }: Rate): number => 1000 / perSecond;
