// Advertising switched off or on at the provider, by the person: it holds in the transaction that takes it in (Art. 7(3), 21(2), 21(3)). Switching it on again lifts the stop; it
// is no consent, because nothing of ours was shown (Art. 4(11), 7(1)): the person may be asked again.
import { newest, record, withdraw } from '#consent';
import { inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { arrive } from '#people';
import { listPurposes } from '#purposes';
import type { ChannelKind, Inbound } from './adapter.ts';
import { earlierHolders } from './formerly.ts';
import { isOfOutside, latestOn } from './obey.ts';
import { howItCame, isPlay } from './played.ts';
import { untilDone } from './until-done.ts';

export type Preference = Pick<Inbound, 'workspace' | 'inbox' | 'from'> & { readonly wish: 'stop' | 'resume'; readonly at: Date };

/** Obeys a switch; the same again changes nothing, and a switch from before the stop that stands lifts nothing: it came late, as does a stop from before a consent. */
export async function prefer(tools: Tools, { workspace, inbox, from, wish, at }: Preference): Promise<void> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  const switched = async (ctx: Ctx): Promise<void> => {
    const came = await howItCame(ctx, inbox);
    if (came === 'over' || (came === 'played' && wish === 'resume')) return; // a colleague's yes is nobody's
    const { channel } = await inboxOf(ctx, inbox);
    const { kind, value, name } = from;
    const arrived = await arrive(ctx, { kind, value, ...(name !== undefined && { name }) });
    const { person, identity } = arrived;
    if ((await isPlay(ctx, inbox, came === 'played')) && (await isOfOutside(ctx, identity))) return;
    if (wish === 'stop') {
      const others = await earlierHolders(ctx, { inbox, from }, arrived, came === 'played');
      await stopAdvertising(ctx, person, channel, at);
      for (const each of others) await stopAdvertising(ctx, each, channel, at, 'agent');
      return;
    }
    const latest = await latestOn(ctx, person, channel);
    for (const { code } of await advertisingOf(ctx)) {
      const last = newest(latest.filter((event) => event.purpose === code));
      if (last?.state !== 'withdrawn' || last.method !== 'signal' || last.at >= at) continue;
      await record(ctx, { person, purpose: code, channel, state: 'expired', method: 'signal', by: 'self' });
    }
  };
  await untilDone(() => act(tools, who, switched));
}

/** Ends advertising on a channel, as the person told its provider; a consent that they gave after `at` stands. */
export async function stopAdvertising(ctx: Ctx, person: PersonId, channel: ChannelKind, at: Date = ctx.now, said?: 'agent'): Promise<void> {
  const latest = await latestOn(ctx, person, channel);
  for (const { code } of await advertisingOf(ctx)) {
    const last = newest(latest.filter((event) => event.purpose === code));
    if (last?.state === 'given' && last.at.getTime() > at.getTime() + slackMs) continue;
    await withdraw(ctx, person, code, channel, 'signal', undefined, undefined, said);
  }
}

/** Providers count in seconds, by their own clock: in doubt it is the no that holds. */
export const slackMs = 60_000;

const advertisingOf = async (ctx: Ctx) => (await listPurposes(ctx)).filter(({ advertising, acts }) => advertising && acts.includes('send'));
