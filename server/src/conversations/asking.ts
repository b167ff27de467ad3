// Messages in which somebody seems to ask for a right (Art. 12(2)): which and when, never the words.

import type { AskedRight } from '@parley/contract';
import { areasInReach } from '#access';
import { askedIn } from '#detection';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type AskingRow, askingEverywhere, askingMessage, askingMessages, askingOf, heardAfter, talkAfter } from './asking-store.ts';
import { refuseClosed } from './reach.ts';
import { conversationOf } from './threads.ts';

export type Asking = {
  readonly message: MessageId;
  readonly conversation: ConversationId;
  readonly person: PersonId;
  readonly asked: readonly AskedRight[];
  readonly at: Date;
  /** When its words were replaced; what was decided before was about other words. */
  readonly editedAt: Date | null;
};

/** Those of a conversation, newest first. Problem `not-found`, `guarded` as for reading it. */
export async function askingIn(ctx: Ctx, conversation: ConversationId): Promise<Asking[]> {
  await conversationOf(ctx, conversation);
  return (await ctx.db.all(askingMessages, [ctx.workspace, conversation])).map(asking);
}

/** A page of those in everything that whoever acts reaches, oldest first, after the last one of the page before; none when they are through. */
export async function askingSince(ctx: Ctx, since: Date, after: Asking | undefined): Promise<Asking[]> {
  const place = [after?.at ?? since, after?.message ?? ''];
  return (await ctx.db.all(askingEverywhere, [ctx.workspace, since, ...place, await areasInReach(ctx)])).map(asking);
}

/** The last thousand of these people until a moment, wherever they wrote, newest first: for what the house does by itself. */
export async function askingsOf(ctx: Ctx, people: readonly PersonId[], until: Date): Promise<Asking[]> {
  return (await ctx.db.all(askingOf, [ctx.workspace, people, until])).map(asking);
}

/** One message that a person wrote, with what it seems to ask for. Problem `not-found` for any other, `guarded`. */
export async function heardAsking(ctx: Ctx, message: MessageId): Promise<Asking> {
  const row = await ctx.db.maybe(askingMessage, [ctx.workspace, message]);
  if (row?.direction !== 'in') throw new Problem('not-found');
  await refuseClosed(ctx, row);
  return asking(row);
}

/** The first message of these people after a moment, wherever they wrote it; undefined when they said nothing since. */
export async function firstHeardAfter(
  ctx: Ctx,
  people: readonly PersonId[],
  moment: Date,
): Promise<{ id: MessageId; at: Date } | undefined> {
  return ctx.db.maybe(heardAfter, [ctx.workspace, people, moment]);
}

/** Where these people wrote last since a moment, in a conversation that is not closed; undefined when nowhere. */
export async function talkSince(
  ctx: Ctx,
  people: readonly PersonId[],
  since: Date,
): Promise<{ id: ConversationId; inbox: InboxId } | undefined> {
  return ctx.db.maybe(talkAfter, [ctx.workspace, people, since]);
}

const asking = ({ id, conversation, person, found, at, editedAt }: AskingRow): Asking => ({
  ...{ message: id, conversation, person, asked: askedIn(found ?? {}), at, editedAt },
});
