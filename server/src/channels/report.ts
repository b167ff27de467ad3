// News about what we sent: receipts and bounces. They come late, twice and out of order, so a state only advances.
import { setDelivery } from '#conversations';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import type { Receipt } from './adapter.ts';
import { known } from './external.ts';

/** Applies a receipt; `unknown` when the id is none that we sent (or its person was erased). */
export async function report(tools: Tools, receipt: Receipt): Promise<'known' | 'unknown'> {
  const { workspace, inbox, state, because, words } = receipt;
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    const [row] = await known(ctx, inbox, [receipt.externalId]);
    if (!row) return 'unknown';
    const moved = await setDelivery(ctx, row.message, state, because === null ? undefined : { because, words: words ?? '' });
    if (moved && state === 'failed')
      await append(ctx, { kind: 'message.failed', subject: row.person, facts: { message: row.message, because } });
    return 'known';
  });
}
