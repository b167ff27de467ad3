// What a later room needs to carry a message out: its facts, its content under a send permit, and how far it got.
import { open, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { choicesOf, parted } from './choices.ts';
import { statesBefore } from './delivery.ts';
import { openFile } from './files.ts';
import { everySending, stopUnfetched, stopWaiting, wasPlayed } from './outgoing-store.ts';
import {
  advanceDelivery,
  attachmentsTo,
  explainWaiting,
  htmlOf,
  lastIncoming,
  type Moved,
  messageById,
  shownUpTo,
  unfetchedIn,
} from './store.ts';
import { conversationOf, placeOfSubject } from './threads.ts';
import type { ChannelKind, Content, DeliveryState, MessageFacts } from './types.ts';
import { placeOfBody, placeOfHtml } from './write.ts';

/** Ids and codes of a message; undefined when it is gone. */
export async function messageFacts(ctx: Ctx, id: MessageId): Promise<MessageFacts | undefined> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  if (!row) return undefined;
  const { inbox, channel } = await conversationOf(ctx, row.conversation);
  const { at } = await ctx.db.one(lastIncoming, [ctx.workspace, row.conversation, row.sequence]);
  const { id: message, conversation, person, kind, direction, sequence, purpose, delivery, at: writtenAt } = row;
  return {
    id: message,
    conversation,
    inbox,
    channel,
    person,
    kind,
    direction,
    sequence,
    purpose,
    delivery,
    at: writtenAt,
    author: { kind: row.authorKind, id: row.author },
    answering: at ?? undefined,
  };
}

/** Opens a message with its files; the permit names `deliveryFields`. Throws Problem `not-found`, `erased`. */
export async function readForDelivery(ctx: Ctx, permit: Permit, id: MessageId): Promise<Content> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  const conversation = await conversationOf(ctx, row.conversation);
  const html = row.hasHtml ? (await ctx.db.one(htmlOf, [ctx.workspace, id])).html : null;
  const files = await ctx.db.all(attachmentsTo, [ctx.workspace, [id]]);
  const [choices] = choicesOf([row]);
  const attachments: Content['attachments'][number][] = [];
  for (const file of files) attachments.push(await openFile(ctx, permit, file));
  return {
    subject: conversation.subject ? await open(ctx, permit, placeOfSubject(conversation), conversation.subject) : undefined,
    text: await open(ctx, permit, placeOfBody(row), row.body),
    html: html ? await open(ctx, permit, placeOfHtml(row), html) : undefined,
    choices: choices ? parted(await open(ctx, permit, choices.place, choices.sealed)) : [],
    attachments,
  };
}

/** Moves a delivery state forward, and out of a failure of which it was not known what became of it; false when it already stood there or further. `words` are ours, never a provider's text. */
export async function setDelivery(
  ctx: Ctx,
  message: MessageId,
  state: DeliveryState,
  why?: { because: string; words: string },
): Promise<boolean> {
  const moved = await ctx.db.all(advanceDelivery, [
    ctx.workspace,
    message,
    state,
    statesBefore(state),
    why?.because ?? null,
    why?.words ?? null,
  ]);
  tell(ctx, moved);
  return moved.length > 0;
}

/** Says why a message that still waits has not left yet. */
export async function explainDelivery(ctx: Ctx, message: MessageId, why: { because: string; words: string }): Promise<void> {
  tell(ctx, await ctx.db.all(explainWaiting, [ctx.workspace, message, why.because, why.words]));
}

/** The person's own device has fetched what stands after one number, up to another; what left later below the first it has not. */
export async function markFetched(ctx: Ctx, conversation: ConversationId, after: number, upTo: number): Promise<void> {
  tell(ctx, await ctx.db.all(shownUpTo, [ctx.workspace, conversation, after, upTo]));
}

/** Messages of a channel, written between two moments, that were sent and that nobody fetched yet; in order per conversation, at most 200. */
export async function unfetched(ctx: Ctx, channel: ChannelKind, from: Date, until: Date): Promise<MessageId[]> {
  return (await ctx.db.all(unfetchedIn, [ctx.workspace, channel, from, until])).map((row) => row.id);
}

/** Fails what was sent in a conversation and nobody fetched, where nobody can fetch it any more: it stands among the undelivered, to be sent again another way. */
export async function failUnfetched(ctx: Ctx, conversation: ConversationId, why: { because: string; words: string }): Promise<void> {
  tell(ctx, await ctx.db.all(stopUnfetched, [ctx.workspace, conversation, why.because, why.words]));
}

function tell(ctx: Ctx, moved: readonly Moved[]): void {
  for (const ids of moved) tellPages(ctx, { topic: 'message.changed', ids });
}

/**
 * Fails what waits to leave, of `among` alone where that is given; gives which messages. Of those with which a channel has begun only the ones named, or all, for a moment at which
 * nobody knows what left.
 */
export async function failWaiting(
  ctx: Ctx,
  why: { because: string; words: string },
  begun?: readonly MessageId[],
  among?: readonly MessageId[],
): Promise<MessageId[]> {
  const rows = await ctx.db.all(stopWaiting, [ctx.workspace, why.because, why.words, begun ?? null, among ?? null]);
  tell(ctx, rows);
  return rows.map(({ message }) => message);
}

/** Messages with which a channel has begun, whether an attempt is under way or put off. */
export const begun = async (ctx: Ctx): Promise<MessageId[]> => (await ctx.db.all(everySending, [ctx.workspace])).map(({ id }) => id);

/** Whether the sandbox was on when this was written; undefined when it is gone. */
export const writtenPlayed = async (ctx: Ctx, id: MessageId): Promise<boolean | undefined> =>
  (await ctx.db.maybe(wasPlayed, [ctx.workspace, id]))?.isPlayed;
