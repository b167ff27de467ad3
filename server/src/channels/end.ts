// How a message on its way out ends: its state with the reason in an agent's words, its attempt, and the ledger, in one transaction.
import { type MessageFacts, messageFacts, setDelivery } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { MessageId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { erasedMeanwhile } from './erased-meanwhile.ts';
import { failedHere, mayHaveArrived, unknownFate } from './fate.ts';
import { noteNotBegun } from './messaging-limit/give-back.ts';
import { noteAnswer } from './push/wake.ts';
import { deliveryOf, endAttempt } from './store.ts';

/** Joins the caller's transaction; `reason` where it did not arrive, or reached nobody outside. */
export async function end(
  ctx: Ctx,
  facts: MessageFacts,
  state: 'sent' | 'delivered' | 'failed' | 'refused',
  reason: { because: string; words: string } | undefined,
): Promise<undefined> {
  await setDelivery(ctx, facts.id, state, reason && { because: reason.because, words: reason.words });
  await ctx.db.run(endAttempt, [ctx.workspace, facts.id, ctx.now, state, reason?.because ?? null]);
  if ((state === 'failed' || state === 'refused') && !mayHaveArrived(reason?.because)) await noteNotBegun(ctx, [facts.id]);
  if (state === 'sent') await noteAnswer(ctx, facts);
  const kind = state === 'failed' || state === 'refused' ? `message.${state}` : 'message.sent';
  await append(ctx, {
    kind,
    subject: facts.person,
    facts: { conversation: facts.conversation, message: facts.id, channel: facts.channel, because: reason?.because ?? null },
  });
  return undefined;
}

/** Of a message that could not be carried out here, however often it was tried: it waits among those that were not delivered. What was begun and has no end may have arrived. */
export async function endHere({ tools, workspace }: Work, message: MessageId): Promise<void> {
  const who = { workspace, actor: { kind: 'system', id: 'channels.deliver' }, purpose: 'service-conversation' } as const;
  await act(tools, who, async (ctx) => {
    const facts = await messageFacts(ctx, message);
    if (facts?.kind !== 'message' || (facts.delivery !== 'queued' && facts.delivery !== 'sending')) return;
    const attempt = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
    const isOpen = attempt?.startedAt != null && attempt.endedAt === null;
    await end(ctx, facts, 'failed', isOpen ? unknownFate : failedHere);
  }).catch(erasedMeanwhile);
}
