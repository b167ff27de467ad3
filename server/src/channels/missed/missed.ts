// What came in while Parley was away: providers that give up their webhooks early are asked for it, after a start, after a time in which they could not be asked, and now and then. What is here
// already is left out before anything of it is fetched, and what was here and was erased stays so.
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { type Tools, tool } from '#kit/tool';
import { accountOf } from '../accounts.ts';
import { adapters } from '../adapters.ts';
import { hashOf, known } from '../external.ts';
import { asItCame } from '../played.ts';
import { receive } from '../receive.ts';
import { sandboxStand } from '../switch/switch.ts';
import { beginLook, dropListing, dueListings, endLook, forgetListed, goneOf, listable } from './store.ts';
import type { Listed, Listing } from './types.ts';

const everyMs = 10 * 60_000;
const soonMs = 2 * 60_000; // where it did not come to its end
const leaseMs = 5 * 60_000; // of one look: who dies in it lets others look then
const idleMs = 6 * 3_600_000; // where there is nobody to ask: settings may change
/** Providers list a message a while after it came; below the hour that `channel_listed` remembers. */
const overlapMs = 15 * 60_000;
const furthestMs = 30 * 86_400_000;
const atOnce = 100;

/** Inboxes that this process has looked at since its start, and those it looks at now. */
const looks = tool<{ readonly begun: Set<InboxId>; readonly now: Set<InboxId> }>('channels.looks');

export const catchUp: Clock = {
  name: 'channels.catch-up',
  everySeconds: 30,
  run: async (ctx) => {
    const names = adapters.flatMap((each) => (each.missed ? [each.name] : []));
    const due = await ctx.db.all(dueListings, [ctx.workspace, names, ctx.now, (await sandboxStand(ctx)).isOn]);
    const fresh = (await ctx.db.all(listable, [ctx.workspace, names])).filter(({ inbox }) => !looksOf(ctx.tools).begun.has(inbox));
    const { workspace, tools } = ctx;
    ctx.db.afterCommit(() => {
      for (const inbox of new Set([...due, ...fresh].map((row) => row.inbox))) void look(tools, workspace, inbox);
    });
  },
};

/** Takes in what is missing in one inbox; gives how many messages. Undefined where there is nobody to ask, who could not be asked now, or who is being asked. Never throws. */
export async function look(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<number | undefined> {
  const { begun, now } = looksOf(tools);
  if (now.has(inbox)) return undefined;
  now.add(inbox);
  try {
    const taken = await takeMissed(tools, workspace, inbox);
    begun.add(inbox);
    if (taken) log.of({ tools })('info', 'channels.caught-up', { workspace, inbox, count: taken });
    return taken;
  } catch (error) {
    log.of({ tools })('warn', 'channels.not-caught-up', { workspace, inbox, error: errorCode(error) });
    return undefined; // the lease of the look runs out, and then it is tried again
  } finally {
    now.delete(inbox);
  }
}

async function takeMissed(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<number | undefined> {
  const inSystem = <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> =>
    act(tools, { workspace, actor: { kind: 'system', id: 'channels.catch-up' } }, run);
  const asked = await inSystem(async (ctx) => {
    const { adapter, account, isPlayed } = await accountOf(ctx, inbox);
    const lister = adapter.missed?.(account.settings);
    const next = new Date(ctx.now.getTime() + (lister ? leaseMs : idleMs));
    const at = await ctx.db.one(beginLook, [workspace, inbox, isPlayed, ctx.now, next]);
    await tidyOther(ctx, inbox, isPlayed);
    if (!lister) {
      // what is erased while nobody is asked must not be kept from coming back for ever: later nobody asks for this time
      await ctx.db.run(endLook, [workspace, inbox, isPlayed, ctx.now, next]);
      await ctx.db.run(forgetListed, [workspace, inbox, isPlayed, new Date(ctx.now.getTime() - 2 * overlapMs)]);
      return undefined;
    }
    const since = Math.max(at.begunAt.getTime(), at.listedUntil.getTime() - overlapMs, ctx.now.getTime() - furthestMs);
    return { lister, account, isPlayed, span: { from: new Date(since), until: ctx.now } };
  });
  if (!asked) return undefined;
  const { lister, account, isPlayed, span } = asked;
  const listing: Listing | undefined = span.from < span.until ? await lister.list(account, span, tools) : { items: [], until: span.until };
  let taken = 0;
  for (let at = 0; at < (listing?.items.length ?? 0); at += atOnce) {
    const some = listing?.items.slice(at, at + atOnce) ?? [];
    for (const each of await inSystem((ctx) => notHere(ctx, inbox, isPlayed, some))) {
      const inbound = await each.read();
      const isEmulated = isPlayed || account.settings['provider'] === 'sandbox';
      const received = inbound && (await asItCame(isEmulated, () => receive(tools, inbound)));
      if (received?.outcome === 'stored') taken += 1;
    }
  }
  await inSystem(async (ctx) => {
    const isWhole = listing !== undefined && listing.until >= span.until;
    const again = new Date(ctx.now.getTime() + (isWhole ? (listing.againMs ?? everyMs) : listing ? 0 : (lister.againMs ?? soonMs)));
    // what is looked at twice stands before the next look, which else might find the same part too much again
    const until = listing && (isWhole ? listing.until : new Date(listing.until.getTime() + overlapMs));
    await ctx.db.run(endLook, [workspace, inbox, isPlayed, until ?? null, again]);
    await ctx.db.run(forgetListed, [workspace, inbox, isPlayed, new Date(span.from.getTime() - overlapMs)]);
  });
  return listing && taken;
}

/** Of the side of the switch that is not asked now: the sandbox begins anew each time, and of what is outside only what may still be asked for is kept. */
async function tidyOther({ db, workspace, now }: Ctx, inbox: InboxId, isPlayed: boolean): Promise<void> {
  if (isPlayed) await db.run(forgetListed, [workspace, inbox, false, new Date(now.getTime() - furthestMs - overlapMs)]);
  else await db.run(dropListing, [workspace, inbox, true]);
}

/** Those that neither are here nor were. */
async function notHere(ctx: Ctx, inbox: InboxId, isPlayed: boolean, items: readonly Listed[]): Promise<Listed[]> {
  const hash = ({ externalId }: Listed): string => hashOf(ctx, inbox, externalId);
  const here = await known(
    ctx,
    inbox,
    items.map(({ externalId }) => externalId),
  );
  const gone = await ctx.db.all(goneOf, [ctx.workspace, inbox, isPlayed, items.map(hash)]);
  const met = new Set([...here, ...gone].map((row) => row.hash));
  return items.filter((each) => !met.has(hash(each)));
}

/** Those of this process. */
function looksOf(tools: Tools) {
  if (!tools.has(looks.name)) looks.set(tools, { begun: new Set(), now: new Set() });
  return looks.of({ tools });
}
