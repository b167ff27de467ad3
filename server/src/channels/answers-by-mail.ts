// A visitor who left an address was promised answers there too: what nobody fetched from the chat for some minutes is mailed, once, if the address was proved. Whoever
// left a phone number instead, as at a kiosk, gets it as a text message.
import { conversationWith, messageFacts, unfetched } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { announce, announcement, listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { append } from '#ledger';
import { type IdentityRow, identityOf } from '#people';
import type { Opened } from './accounts.ts';
import type { Outbound, Outcome } from './adapter.ts';
import { emailFor } from './adapters/web-chat/store.ts';
import { waitAfter } from './backoff.ts';
import { send } from './deliver.ts';
import { remember } from './external.ts';
import { mailSender } from './mail.ts';
import { build } from './outbound.ts';
import { beginAttempt, deliveryOf, endAttempt, takeForMail } from './store.ts';
import { textSender } from './text-sender.ts';

const patienceMinutes = 5;
const mostHours = 24;
const answerWaits = announcement<{ message: MessageId; conversation: string }>('channels.answer-waits');

export const findUnfetched: Clock = { name: 'channels.find-unfetched', everySeconds: 60, run: takeUnfetched };
export const mailAnswer = listen(
  answerWaits,
  'channels.mail-answer',
  (work, { message }) => mail(work, message),
  ({ conversation }) => conversation,
);

/** Hands over every answer that has waited long enough and whose reader proved an address. */
export async function takeUnfetched(ctx: Ctx): Promise<void> {
  const ago = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000);
  for (const message of await unfetched(ctx, 'web-chat', ago(mostHours * 60), ago(patienceMinutes))) {
    const facts = await messageFacts(ctx, message);
    if (!facts || !(await provedAddress(ctx, facts.conversation))) continue;
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
  const ready = await inTransaction((ctx) => prepare(ctx, message));
  if (!ready) return;
  const outcome = await send(work, ready);
  const wait = await inTransaction((ctx) => conclude(ctx, message, ready.channel, outcome));
  if (wait !== undefined) throw retryLater(wait);
}

async function conclude(ctx: Ctx, message: MessageId, { adapter }: Opened, outcome: Outcome): Promise<number | undefined> {
  const facts = await messageFacts(ctx, message);
  const attempt = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  if (!facts || !attempt) return undefined; // erased while it left
  const because = outcome.outcome === 'sent' ? null : outcome.because;
  const age = (ctx.now.getTime() - facts.at.getTime()) / 1000;
  const wait = outcome.outcome === 'retry' ? waitAfter(outcome.because, attempt.attempts, age, outcome.afterSeconds) : undefined;
  await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, outcome.outcome, because]);
  if (wait === undefined)
    await append(ctx, {
      kind: because === null ? 'message.also-mailed' : 'message.not-mailed',
      subject: facts.person,
      facts: { message, because, channel: adapter.name },
    });
  return wait;
}

/** The gate is asked for the channel it now takes; a no ends it quietly, since the answer still waits in the chat. */
async function prepare(ctx: Ctx, message: MessageId): Promise<{ channel: Opened; outbound: Outbound } | undefined> {
  const facts = await messageFacts(ctx, message);
  const to = facts?.delivery === 'sent' ? await provedAddress(ctx, facts.conversation) : undefined;
  if (!facts || !to) return undefined;
  const channel = await senderTo(ctx, to);
  if (!channel) return undefined;
  const built = await build(ctx, facts, channel, to);
  if (!built.allowed) return undefined;
  const { outbound, recipient } = built;
  const { inbox } = channel.account;
  await ctx.db.run(beginAttempt, [ctx.workspace, message, facts.conversation, facts.person, facts.inbox, to.id, recipient, ctx.now]);
  if (outbound.externalId !== null)
    await remember(ctx, { ...facts, inbox, message, externalId: outbound.externalId, identity: to.id, direction: 'out' });
  return { channel, outbound };
}

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
