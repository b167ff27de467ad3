// News about everything up to a moment, from providers that name no message: whatever was sent to this person in this inbox before it.
import { setDelivery } from '#conversations';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { ownersOf } from '#people';
import type { Inbound } from './adapter.ts';
import { sentUntil } from './store.ts';

export type ReceiptUntil = Pick<Inbound, 'workspace' | 'inbox'> & {
  readonly from: Pick<Inbound['from'], 'kind' | 'value'>;
  readonly state: 'delivered' | 'read';
  readonly until: Date;
};

const mostDays = 30; // what is older was told long ago
const slackMs = 2_000; // their clock may be behind ours

/** A state only advances, so what was told before changes nothing. Nobody known by this address: nothing happens. */
export async function reportUntil(tools: Tools, { workspace, inbox, from, state, until }: ReceiptUntil): Promise<void> {
  await act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    const identities = await ownersOf(ctx, from.kind, from.value);
    const since = new Date(ctx.now.getTime() - mostDays * 86_400_000);
    const by = new Date(until.getTime() + slackMs);
    for (const { id } of identities)
      for (const { message } of await ctx.db.all(sentUntil, [ctx.workspace, inbox, id, since, by])) await setDelivery(ctx, message, state);
  });
}
