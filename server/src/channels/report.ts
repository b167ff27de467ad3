// News about what we sent: receipts and bounces. They come late, twice and out of order, so a state only advances.
import { type Method, withdraw } from '#consent';
import { inboxOf, messageFacts, setDelivery } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { MessageId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import type { Receipt } from './adapter.ts';
import { known, remember } from './external.ts';
import { stopChannel } from './obey.ts';
import { stopAdvertising } from './preference.ts';

/** By these the recipient says that they want no more of this (RFC 5965, RFC 2369; Art. 21(5)). */
const noMore: Readonly<Record<string, Method>> = { complained: 'signal', unsubscribed: 'one-click' };

/** Applies a receipt; `unknown` when the id is none that we sent (or its person was erased). */
export async function report(tools: Tools, receipt: Receipt): Promise<'known' | 'unknown'> {
  const { workspace, inbox, state, because, words } = receipt;
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    const [row] = await known(ctx, inbox, [receipt.externalId]);
    if (!row) return 'unknown';
    if (receipt.alsoKnownAs !== undefined) await remember(ctx, { ...row, inbox, externalId: receipt.alsoKnownAs, direction: 'out' });
    const moved = await setDelivery(ctx, row.message, state, because === null ? undefined : { because, words: words ?? '' });
    if (moved && state === 'failed')
      await append(ctx, { kind: 'message.failed', subject: row.person, facts: { message: row.message, because } });
    await stop(ctx, row.message, noMore[because ?? '']);
    if (because === 'opted-out-of-advertising') await stopAdvertising(ctx, row.person, (await inboxOf(ctx, inbox)).channel);
    if (because === 'opted-out') await stopChannel(ctx, row.person, (await inboxOf(ctx, inbox)).channel, 'signal');
    return 'known';
  });
}

async function stop(ctx: Ctx, message: MessageId, method: Method | undefined): Promise<void> {
  const facts = method && (await messageFacts(ctx, message));
  if (facts) await withdraw(ctx, facts.person, facts.purpose, facts.channel, method);
}
