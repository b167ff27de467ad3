// A visitor who left an address was promised answers there too: what nobody fetched from the chat for some minutes is mailed, once, if the address was proved. Whoever
// left a phone number instead, as at a kiosk, gets it as a text message.
import { conversationWith, type MessageFacts, messageFacts, setDelivery, unfetched } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { announce, announcement, listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { append } from '#ledger';
import { type IdentityRow, identityOf } from '#people';
import type { Opened } from './accounts.ts';
import type { Outbound, Outcome } from './adapter.ts';
import { emailFor, isLent } from './adapters/web-chat/store.ts';
import { waitAfter } from './backoff.ts';
import { send } from './deliver.ts';
import { erasedMeanwhile } from './erased-meanwhile.ts';
import { remember, rememberAll } from './external.ts';
import { unknownFate } from './fate.ts';
import { mailSender } from './mail.ts';
import { build } from './outbound.ts';
import { owedHasLeft } from './owed.ts';
import { hearNo, playedNo } from './provider-no.ts';
import { isToMany } from './rest.ts';
import { beginAttempt, deliveryOf, endAttempt, takeForMail } from './store.ts';
import { textSender } from './text-sender.ts';
import { untilDone } from './until-done.ts';

const patienceMinutes = 5;
const mostHours = 24;
type Ready = { readonly channel: Opened; readonly outbound: Outbound };
const answerWaits = announcement<{ message: MessageId; conversation: string }>('channels.answer-waits');

export const findUnfetched: Clock = { name: 'channels.find-unfetched', everySeconds: 60, run: takeUnfetched };
export const mailAnswer = listen(
  answerWaits,
  'channels.mail-answer',
  (work, { message }) => mail(work, message),
  ({ conversation }) => conversation,
);

/** Hands over every answer that has waited long enough and whose reader proved an address that something can be sent to. */
export async function takeUnfetched(ctx: Ctx): Promise<void> {
  const ago = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000);
  for (const message of await unfetched(ctx, 'web-chat', ago(mostHours * 60), ago(patienceMinutes))) {
    const facts = await messageFacts(ctx, message);
    const to = facts && (await provedAddress(ctx, facts.conversation));
    if (!facts || !to || !(await senderTo(ctx, to)) || (await isToMany(ctx, facts))) continue; // who agreed to it in the chat waits for it there
    if (await ctx.db.maybe(takeForMail, [ctx.workspace, message, ctx.now]))
      await announce(ctx, answerWaits, { message, conversation: facts.conversation });
  }
}

async function mail(work: Work, message: MessageId): Promise<void> {
  const inTransaction = <T>(run: (ctx: Ctx) => Promise<T>) =>
    act(
      work.tools,
      { workspace: work.workspace, actor: { kind: 'system', id: 'channels.mail-answer' }, purpose: 'service-conversation' },
      run,
    );
  const ready = await inTransaction((ctx) => prepare(ctx, message)).catch(erasedMeanwhile);
  if (!ready) return;
  const outcome = await send(work, ready);
  const wait = await untilDone(() => inTransaction((ctx) => conclude(ctx, message, ready, outcome))).catch(erasedMeanwhile);
  if (wait !== undefined) throw retryLater(wait);
}

async function conclude(
  ctx: Ctx,
  message: MessageId,
  { channel: { adapter, account, isPlayed }, outbound }: Ready,
  outcome: Outcome,
): Promise<number | undefined> {
  const facts = await messageFacts(ctx, message);
  const attempt = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  if (!facts || !attempt) return undefined; // erased while it left
  const own = outcome.outcome === 'sent' && outcome.externalId !== null ? [outcome.externalId] : [];
  await rememberAll(ctx, { ...facts, inbox: account.inbox }, attempt, [...own, ...(outcome.also ?? [])], isPlayed);
  if (outcome.outcome === 'sent') {
    if (!isPlayed) await owedHasLeft(ctx, facts.person, outbound.owed);
    await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, 'sent', null]);
    await tell(ctx, facts, adapter.name, null);
    return undefined;
  }
  const age = (ctx.now.getTime() - facts.at.getTime()) / 1000;
  const wait = outcome.outcome === 'retry' ? waitAfter(outcome.because, attempt.attempts, age, outcome.afterSeconds) : undefined;
  const about = { person: facts.person, channel: adapter.name, message, inbox: account.inbox, identity: attempt.identity, isPlayed };
  const reason = wait !== undefined || (await hearNo(ctx, about, outcome.because)) ? outcome : playedNo;
  await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, outcome.outcome, reason.because]);
  if (wait !== undefined) return wait;
  await fallShort(ctx, facts, adapter.name, reason);
  return undefined;
}

/** The gate is asked for the channel it now takes. Where a browser holds the chat a no ends it quietly: the answer waits there. */
async function prepare(ctx: Ctx, message: MessageId): Promise<Ready | undefined> {
  const facts = await messageFacts(ctx, message);
  const to = facts?.delivery === 'sent' ? await provedAddress(ctx, facts.conversation) : undefined;
  if (!facts || !to) return undefined;
  const channel = await senderTo(ctx, to);
  if (!channel) return undefined;
  const { adapter, account } = channel;
  const before = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  if (before?.startedAt != null && before.endedAt === null && !adapter.capabilities.repeatable) {
    await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, 'failed', unknownFate.because]);
    return fallShort(ctx, facts, adapter.name, unknownFate);
  }
  const built = await build(ctx, facts, channel, to);
  if (!built.allowed) {
    if (await isHeld(ctx, facts)) return undefined;
    return fallShort(ctx, facts, adapter.name, built);
  }
  const { outbound, recipient } = built;
  await beginAttempt(ctx, message, { ...facts, identity: to.id, recipient, leads: outbound.preferencesUrl !== undefined });
  if (outbound.externalId !== null)
    await remember(ctx, {
      ...facts,
      inbox: account.inbox,
      message,
      externalId: outbound.externalId,
      identity: to.id,
      direction: 'out',
      isPlayed: channel.isPlayed,
    });
  return { channel, outbound };
}

/** It did not leave. At a chat that no browser holds, as after a kiosk, it waits for nobody: staff see it at the message, and choose another way. */
async function fallShort(
  ctx: Ctx,
  facts: MessageFacts,
  channel: string,
  { because, words }: { because: string; words: string },
): Promise<undefined> {
  if (!(await isHeld(ctx, facts))) await setDelivery(ctx, facts.id, 'failed', { because, words });
  await tell(ctx, facts, channel, because);
}

async function tell(ctx: Ctx, { id, person }: MessageFacts, channel: string, because: string | null): Promise<void> {
  const kind = because === null ? 'message.also-mailed' : 'message.not-mailed';
  await append(ctx, { kind, subject: person, facts: { message: id, because, channel } });
}

const isHeld = async (ctx: Ctx, { conversation }: MessageFacts): Promise<boolean> =>
  (await ctx.db.maybe(isLent, [ctx.workspace, conversation])) === undefined;

/** By text only where the company has a number: a phone number alone is then for its staff. */
async function senderTo(ctx: Ctx, { kind }: IdentityRow): Promise<Opened | undefined> {
  return kind === 'phone' ? textSender(ctx) : mailSender(ctx);
}

async function provedAddress(ctx: Ctx, conversation: ConversationId) {
  const found = await ctx.db.maybe(emailFor, [ctx.workspace, conversation]);
  const identity = found && (await identityOf(ctx, found.identity));
  // a merge taken apart may have left the address with one person and the conversation with another
  return identity && identity.provedAt !== null && (await conversationWith(ctx, conversation, identity.person)) ? identity : undefined;
}
