// How many people a company may begin with in a moving 24 hours, where a provider bounds that (WhatsApp, "Messaging limits"): counted are people, and not messages, to whom something goes while no reply window
// is open, for all numbers of one business portfolio together. Counted in rows for all nodes; who is above it waits until a place is free. What the provider says still decides.
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { accountOf } from '../accounts.ts';
import { countAnew, forgetPlaces, giveBack, goOnWith, holdToCount, limitOf, portfolioOf, putPlace, sayFull, takeFree } from './store.ts';

/** `most` is null where there is no end; `freeAt` when the next person can be begun with, where nobody can now. */
export type Stand = {
  readonly most: number | null;
  readonly used: number;
  readonly freeAt: Date | null;
  readonly toldAt: Date;
  /** How many accounts share it. */
  readonly inboxes: number;
};
type Begins = { readonly inbox: InboxId; readonly isPlayed: boolean; readonly to: string; readonly message: MessageId };

const recountMs = 5_000;
const lookMs = 15 * 60_000; // the provider may raise the limit meanwhile, and whoever was begun with may write
const fullMs = 15 * 60_000;
/** Of a hundred places so many are kept for what colleagues write to one person. */
const keptForOne = 5;

/** Takes the place of whom this message begins with; milliseconds to wait where none is free, undefined where it may go. In transactions of its own, so that nobody waits for our work while rows are held. */
export async function beginWith({ tools, workspace }: Pick<Work, 'tools' | 'workspace'>, begins: Begins): Promise<number | undefined> {
  const { inbox, isPlayed, to, message } = begins;
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels.deliver' } }, async (ctx) => {
    const found = await ctx.db.maybe(portfolioOf, [workspace, inbox, isPlayed]);
    if (!found) return undefined; // nobody told a limit: it is the provider's to say
    const at = [workspace, found.portfolio] as const;
    if ((await ctx.db.run(goOnWith, [...at, to, ctx.now])) > 0) return undefined;
    if (await takesOne(ctx, at)) return void (await ctx.db.run(putPlace, [...at, to, message, ctx.now]));
    const stand = await ctx.db.one(limitOf, [workspace, inbox, isPlayed, ctx.now]);
    const next = Math.max(stand.freeAt?.getTime() ?? 0, stand.fullUntil?.getTime() ?? 0, ctx.now.getTime() + recountMs);
    return Math.min(next - ctx.now.getTime(), lookMs);
  });
}

async function takesOne(ctx: Ctx, at: readonly [string, string]): Promise<boolean> {
  if ((await ctx.db.run(takeFree, [...at, ctx.now])) > 0) return true;
  if (!(await ctx.db.maybe(holdToCount, [...at, new Date(ctx.now.getTime() - recountMs)]))) return false;
  await ctx.db.run(countAnew, [...at, ctx.now]);
  return (await ctx.db.run(takeFree, [...at, ctx.now])) > 0;
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

/** The provider refused to begin with one more: nobody is begun with from this portfolio for a while, whatever was counted. */
export async function noteFull(ctx: Ctx, inbox: InboxId, isPlayed: boolean): Promise<void> {
  const found = await ctx.db.maybe(portfolioOf, [ctx.workspace, inbox, isPlayed]);
  if (found) await ctx.db.run(sayFull, [ctx.workspace, found.portfolio, new Date(ctx.now.getTime() + fullMs)]);
}

/** A message that reached nobody has begun with nobody. */
export const noteNotBegun = async (ctx: Ctx, message: MessageId): Promise<void> =>
  void (await ctx.db.run(giveBack, [ctx.workspace, message]));

export const forgetBegun: Clock = {
  name: 'channels.forget-begun',
  everySeconds: 300,
  run: async (ctx) => void (await ctx.db.run(forgetPlaces, [ctx.workspace, ctx.now])),
};
