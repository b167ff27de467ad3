// A wish about a channel that came without a message: a bot was blocked, or allowed again. Blocking is a no to everything on the channel; allowing again lifts what rests on
// no consent, and brings no consent back (record 040). Providers tell late, twice and in any order: the newer wish holds.
import { inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { byRoot, ownersOf } from '#people';
import type { Stop } from './adapter.ts';
import { isOfOutside, resume, stopChannel } from './obey.ts';
import { howItCame, isPlay } from './played.ts';
import { untilDone } from './until-done.ts';

/** Carries the wish out in a transaction of its own, a stop for everybody who shares the address; `unknown` when nobody here has it. */
export async function stop(tools: Tools, { workspace, inbox, from, wish, at }: Stop): Promise<'known' | 'unknown'> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' } } as const;
  const obeyed = async (ctx: Ctx): Promise<'known' | 'unknown'> => {
    const came = await howItCame(ctx, inbox);
    if (came === 'over') return 'unknown';
    const owners = await byRoot(ctx, await ownersOf(ctx, from.kind, from.value));
    if (owners.size === 0) return 'unknown';
    const [{ channel }, isGame] = [await inboxOf(ctx, inbox), await isPlay(ctx, inbox, came === 'played')];
    for (const { id } of [...owners.values()].flat()) if (isGame && (await isOfOutside(ctx, id))) return 'known';
    const saidAt = at && at > ctx.now ? ctx.now : at;
    const people = [...owners.keys()].toSorted();
    if (wish === 'stop') for (const person of people) await stopChannel(ctx, person, channel, 'signal', saidAt);
    // without a time it cannot be newer than anything, and of several who share the address nobody can tell whose wish it is
    else if (saidAt && came === 'outside' && people.length === 1)
      for (const person of people) await resume(ctx, person, channel, { method: 'signal', at: saidAt });
    return 'known';
  };
  return untilDone(() => act(tools, who, obeyed));
}
