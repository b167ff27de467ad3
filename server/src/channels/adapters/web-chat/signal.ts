// Global Privacy Control (W3C): a browser that says `Sec-GPC: 1` says no to advertising before anybody asks (Art. 21(5)). An answer that the person gave before stands.
import { record, stateOf } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import type { RequestFacts } from '#kit/route';
import { group } from '#people';
import { listPurposes } from '#purposes';

const channel = 'web-chat';

/** Records a no for each advertising purpose of this channel that the person has not answered yet. */
export async function honourSignal(ctx: Ctx, request: RequestFacts, person: PersonId): Promise<void> {
  if (request.header('sec-gpc') !== '1') return;
  const people = await group(ctx, person);
  for (const purpose of await listPurposes(ctx)) {
    if (!purpose.active || !purpose.advertising || !purpose.channels.includes(channel)) continue;
    const state = await stateOf(ctx, people, purpose.code, channel);
    if (state === 'none' || state === 'requested')
      await record(ctx, { person, purpose: purpose.code, channel, state: 'refused', method: 'signal', by: 'self' });
  }
}
