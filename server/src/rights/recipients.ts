// Art. 19: whoever received the data must hear of a correction, an erasure or a restriction. The company tells them; this says whom.
import { keepingOf } from '#channels';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import { agreementOf } from '#vendors';
import { noticeStore } from './notices/store.ts';
import { type RequestId, store } from './store.ts';

/** Writes down each recipient that the company has to tell: as a step of the request, as a notice that is open until somebody says so, and in the ledger; repeating it changes nothing. `carriers` are known by their channel alone. */
export async function nameRecipients(
  ctx: Ctx,
  request: RequestId,
  recipients: readonly string[],
  carriers: readonly string[] = [],
): Promise<void> {
  const named = new Set((await store.steps(ctx, [request])).map(({ step }) => step));
  const all = new Set([...recipients, ...carriers]);
  const isNew = [...all].some((each) => !named.has(`recipient:${each}`)); // an erasure that waits for a provider comes by here again and again
  const keeping = isNew ? await keepingOf(ctx) : new Map<string, string>();
  for (const recipient of all) {
    const isCarrier = !recipients.includes(recipient);
    await noticeStore.insert(ctx, { request, recipient, duty: '19', basis: isCarrier ? 'carries' : 'received' });
    if (named.has(`recipient:${recipient}`)) continue;
    const agreement = await agreementOf(ctx, recipient);
    await append(ctx, { kind: 'recipient.named', facts: { request, recipient, agreement: agreement.ok } });
    const published = keeping.get(recipient);
    await store.step(ctx, request, `recipient:${recipient}`, {
      recipient,
      ...(isCarrier && { carrier: 1 }),
      ...(published !== undefined && { published }),
    });
  }
}
