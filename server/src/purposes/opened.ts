// A channel was opened: the purposes that answer people, or that the law asks for, happen there too from now on, and whoever carries it may receive data for what
// is sent. What somebody may choose is widened by nobody but them (Art. 25(2)).
import type { Ctx } from '#kit/ctx';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { addVersion, once, readPurposes } from './store.ts';
import type { ChannelKind } from './types.ts';

/** Adds the next version of each purpose that lacks the channel or its carriers (none: nobody outside); changes nothing when none does. Problem `conflict` when somebody else changed one. */
export async function openChannelFor(ctx: Ctx, channel: ChannelKind, recipients: readonly string[]): Promise<void> {
  for (const purpose of await readPurposes(ctx)) {
    if (purpose.about !== 'person' || !purpose.acts.includes('send')) continue;
    const channels = purpose.optional || purpose.channels.includes(channel) ? purpose.channels : [...purpose.channels, channel];
    const added = recipients.filter((each) => !purpose.recipients.includes(each));
    if (channels === purpose.channels && added.length === 0) continue;
    const next = { ...purpose, channels, recipients: [...purpose.recipients, ...added], version: purpose.version + 1, since: ctx.now };
    await once(() => addVersion(ctx, next, null));
    await append(ctx, {
      kind: 'purpose.widened',
      facts: { purpose: next.code, version: next.version, channel, recipient: added.join(',') || null },
    });
    tellPages(ctx, { topic: 'purpose.changed', ids: { purpose: next.id } });
  }
}
