// A wish about a channel that came without a message: a bot was blocked, or allowed again. Blocking is a no to everything on the channel; allowing again lifts what rests on
// no consent, and brings no consent back (record 040). Providers tell late, twice and in any order: the newer wish holds.
import { inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { findIdentity, rootOf } from '#people';
import type { Stop } from './adapter.ts';
import { isOfOutside, resume, stopChannel } from './obey.ts';
import { howItCame, isPlay } from './played.ts';
import { untilDone } from './until-done.ts';

/** Carries the wish out in a transaction of its own; `unknown` when nobody here has that address. */
export async function stop(tools: Tools, { workspace, inbox, from, wish, at }: Stop): Promise<'known' | 'unknown'> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' } } as const;
  const obeyed = async (ctx: Ctx): Promise<'known' | 'unknown'> => {
    const came = await howItCame(ctx, inbox);
    if (came === 'over') return 'unknown';
    const found = await findIdentity(ctx, from.kind, from.value);
    if (!found) return 'unknown';
    const [person, { channel }] = [await rootOf(ctx, found.person), await inboxOf(ctx, inbox)];
    if ((await isPlay(ctx, inbox, came === 'played')) && (await isOfOutside(ctx, found.id))) return 'known';
    const saidAt = at && at > ctx.now ? ctx.now : at;
    if (wish === 'stop') await stopChannel(ctx, person, channel, 'signal', saidAt);
    else if (saidAt && came === 'outside') await resume(ctx, person, channel, { method: 'signal', at: saidAt }); // without a time it cannot be newer than anything
    return 'known';
  };
  return untilDone(() => act(tools, who, obeyed));
}
