// Advertising switched off or on at the provider, by the person: it holds in the transaction that takes it in (Art. 7(3), 21(2), 21(3)). Switching it on again lifts the stop; it
// is no consent, because nothing of ours was shown (Art. 4(11), 7(1)): the person may be asked again.
import { readLatestOfAll, record, withdraw } from '#consent';
import { inboxOf } from '#conversations';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { arrive, group } from '#people';
import { listPurposes } from '#purposes';
import type { Preference } from './adapter.ts';

/** Obeys a switch; the same again changes nothing, and a switch from before the stop that stands lifts nothing: it came late. */
export async function prefer(tools: Tools, { workspace, inbox, from, wish, at }: Preference): Promise<void> {
  await act(tools, { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' }, async (ctx) => {
    const { channel } = await inboxOf(ctx, inbox);
    const { kind, value, name } = from;
    const { person } = await arrive(ctx, { kind, value, ...(name !== undefined && { name }) });
    const advertising = (await listPurposes(ctx)).filter((purpose) => purpose.advertising && purpose.acts.includes('send'));
    if (wish === 'stop') {
      for (const { code } of advertising) await withdraw(ctx, person, code, channel, 'signal');
      return;
    }
    const latest = (await readLatestOfAll(ctx, await group(ctx, person))).filter((event) => event.channel === channel);
    for (const { code } of advertising) {
      const events = latest.filter((event) => event.purpose === code).sort((one, other) => other.at.getTime() - one.at.getTime());
      const [newest] = events;
      if (newest?.state !== 'withdrawn' || newest.method !== 'signal' || newest.at >= at) continue;
      await record(ctx, { person, purpose: code, channel, state: 'expired', method: 'signal', by: 'self' });
    }
  });
}
