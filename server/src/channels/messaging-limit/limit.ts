// How many people a company may begin with in a moving 24 hours, where a provider bounds that (WhatsApp, "Messaging limits"): counted are people, and not messages, to whom something goes while no reply window
// is open, for all numbers of one business portfolio together. Counted in rows for all nodes; who is above it waits until a place is free. What the provider says still decides.
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { accountOf } from '../accounts.ts';
import {
  countAnew,
  forgetLine,
  forgetPlaces,
  goOnWith,
  holdToCount,
  leaveLine,
  limitOf,
  portfolioOf,
  putPlace,
  standInLine,
  takeFree,
  turnInLine,
} from './store.ts';

/** `most` is null where there is no end; `freeAt` when the next person can be begun with, where nobody can now. */
export type Stand = {
  readonly most: number | null;
  readonly used: number;
  readonly freeAt: Date | null;
  readonly toldAt: Date;
  /** How many accounts share it. */
  readonly inboxes: number;
};
/** `at`: when the message was written; the oldest goes first. */
export type Begins = {
  readonly inbox: InboxId;
  readonly isPlayed: boolean;
  readonly to: string;
  readonly message: MessageId;
  readonly at: Date;
};

const recountMs = 5_000;
/** So often who waits looks: the provider may raise the limit meanwhile, and whoever is written to may write first: then the answer waits behind this message. */
export const lookMs = 60_000;
const staleMs = 3 * lookMs; // who did not look for so long is not waited for
/** Of a hundred places so many are kept for what colleagues write to one person. */
const keptForOne = 5;

/** Takes the place of whom this message begins with; milliseconds to wait where none is free, undefined where it may go. In transactions of its own, so that nobody waits for our work while rows are held. */
export async function beginWith({ tools, workspace }: Pick<Work, 'tools' | 'workspace'>, begins: Begins): Promise<number | undefined> {
  const { inbox, isPlayed, to, message } = begins; // the line is kept in rows as well, for all nodes
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels.deliver' } }, async (ctx) => {
    const found = await ctx.db.maybe(portfolioOf, [workspace, inbox, isPlayed]);
    if (!found) return undefined; // nobody told a limit: it is the provider's to say
    const at = [workspace, found.portfolio] as const;
    if ((await ctx.db.run(goOnWith, [...at, to, ctx.now, message])) > 0) return undefined;
    const line = [...at, ctx.now, begins.at, new Date(ctx.now.getTime() - staleMs)] as const;
    if (await takesOne(ctx, at, line)) {
      await ctx.db.run(leaveLine, [workspace, [message]]);
      return void (await ctx.db.run(putPlace, [...at, to, message, ctx.now]));
    }
    await ctx.db.run(standInLine, [workspace, message, found.portfolio, begins.at, ctx.now]);
    const { fullUntil, isTaken, freeAt } = await ctx.db.one(turnInLine, line);
    const freeMs = isTaken ? (freeAt?.getTime() ?? Infinity) : 0;
    const next = Math.max(freeMs, fullUntil?.getTime() ?? 0, ctx.now.getTime() + recountMs);
    return Math.min(next - ctx.now.getTime(), lookMs);
  });
}

async function takesOne(ctx: Ctx, at: readonly [string, string], line: readonly (string | Date)[]): Promise<boolean> {
  if ((await ctx.db.run(takeFree, line)) > 0) return true;
  if (await ctx.db.maybe(holdToCount, [...at, new Date(ctx.now.getTime() - recountMs)])) await ctx.db.run(countAnew, [...at, ctx.now]);
  return (await ctx.db.run(takeFree, line)) > 0;
}

/** How the account of an inbox stands; undefined where no provider told a limit. */
export async function limitFor(ctx: Ctx, inbox: InboxId, isPlayed: boolean): Promise<Stand | undefined> {
  const row = await ctx.db.maybe(limitOf, [ctx.workspace, inbox, isPlayed, ctx.now]);
  if (!row) return undefined;
  const { most, used, toldAt, inboxes, fullUntil } = row;
  const isFull = fullUntil !== null && fullUntil > ctx.now;
  const freeAt = isFull && (row.freeAt === null || fullUntil > row.freeAt) ? fullUntil : row.freeAt;
  return { most, used, toldAt, inboxes, freeAt };
}

/** As staff see it; null where no provider told a limit. */
export const shownLimit = (stand: Stand | undefined) =>
  stand ? { ...stand, freeAt: stand.freeAt?.toISOString() ?? null, toldAt: stand.toldAt.toISOString() } : null;

/** How many people a campaign may still begin with from an inbox now, as far as that is bounded: some are left to colleagues. Problem `not-found`. */
export async function roomToBegin(ctx: Ctx, inbox: InboxId): Promise<number> {
  const { isPlayed } = await accountOf(ctx, inbox);
  const stand = await limitFor(ctx, inbox, isPlayed);
  if (!stand) return Infinity;
  if (stand.freeAt !== null) return 0;
  return stand.most === null ? Infinity : Math.max(0, stand.most - stand.used - Math.ceil((stand.most * keptForOne) / 100));
}

export const forgetBegun: Clock = {
  name: 'channels.forget-begun',
  everySeconds: 300,
  run: async (ctx) => {
    await ctx.db.run(forgetPlaces, [ctx.workspace, ctx.now]);
    await ctx.db.run(forgetLine, [ctx.workspace, new Date(ctx.now.getTime() - staleMs)]);
  },
};
