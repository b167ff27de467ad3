// Art. 19: whoever received the data must hear of a correction, an erasure or a restriction. The company tells them; this says whom.
import { keepingOf, type Published, recipientsOf } from '#channels';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { group } from '#people';
import { agreementOf } from '#vendors';
import { type NoticeRow, noticeStore } from './notices/store.ts';
import { type RequestId, store } from './store.ts';

/** As `nameRecipients`, everyone who received something of this person until now: at once for a restriction, which holds from the moment it is asked for, and once more with the answer. */
export async function nameEveryRecipient(ctx: Ctx, request: RequestId, person: PersonId): Promise<void> {
  const received = await recipientsOf(ctx, await group(ctx, person));
  await nameRecipients(
    ctx,
    request,
    received.map(({ recipient }) => recipient),
  );
}

/** What was restricted by this request is so no more: whoever was told of it hears that too (Art. 18(3), 19). Who was not told yet has nothing to undo. Repeating it changes nothing. */
export async function nameEnd(ctx: Ctx, request: RequestId): Promise<void> {
  for (const { recipient, duty } of await noticeStore.ofRequests(ctx, [request])) {
    // somebody may be saying at this moment that it was told
    const row = duty === '19' ? await noticeStore.locked(ctx, request, recipient, duty) : undefined;
    if (row?.toldOn) await nameEndTo(ctx, row);
  }
}

/** The same for one recipient that was told, also where it was only after the end. */
export async function nameEndTo(
  ctx: Ctx,
  { request, recipient, basis }: Pick<NoticeRow, 'request' | 'recipient' | 'basis'>,
): Promise<void> {
  if ((await noticeStore.insert(ctx, { request, recipient, duty: '18', basis })) === 0) return;
  await append(ctx, { kind: 'recipient.named', facts: { request, recipient, duty: '18' } });
}

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
  const keeping = isNew ? await keepingOf(ctx) : new Map<string, Published>();
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
      ...(published !== undefined && { published: published.sentences, publishes: published.codes.join(' ') }),
    });
  }
}
