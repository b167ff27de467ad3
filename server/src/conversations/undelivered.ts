// Messages that did not arrive: they wait for somebody who tries again or says that it is seen to, also in conversations that are closed.
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { refuseClosed } from './reach.ts';
import { type MessageRow, messageById } from './store.ts';
import { countUndelivered, settleMessage } from './undelivered-store.ts';

/** Reasons that lie in the words themselves, or in where they go: the same again would end the same, or what did arrive of it would arrive twice. */
const inVain: ReadonlySet<string> = new Set([
  'too-long',
  'too-large',
  'file-not-taken',
  'gaps-unfilled',
  'landline',
  'own-number',
  'partly-sent',
]);

export const isUndelivered = ({ delivery, settledAt }: Pick<MessageRow, 'delivery' | 'settledAt'>): boolean =>
  (delivery === 'failed' || delivery === 'refused') && settledAt === null;

/** Whether a colleague wrote it and nothing in it stands against trying again; what the house wrote by itself, it writes again by itself. */
export const mayTryAgain = ({ authorKind, because, unsentAt }: Pick<MessageRow, 'authorKind' | 'because' | 'unsentAt'>): boolean =>
  authorKind === 'staff' && unsentAt === null && !inVain.has(because ?? '');

/** How many messages of each of these conversations did not arrive and wait; those without are left out. */
export async function undeliveredIn(ctx: Ctx, conversations: readonly ConversationId[]): Promise<Map<ConversationId, number>> {
  const rows = await ctx.db.all(countUndelivered, [ctx.workspace, conversations]);
  return new Map(rows.map(({ conversation, count }) => [conversation, count]));
}

/** A message that waits so. Problem `not-found` also out of reach, `guarded`, `conflict` when it arrived or somebody has settled it. */
async function undelivered(ctx: Ctx, id: MessageId): Promise<MessageRow> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  await refuseClosed(ctx, { conversation: row.conversation });
  if (!isUndelivered(row)) throw settled();
  return row;
}

/** The same, to be tried again. Problem `conflict` also where the same words would not arrive either, or twice. */
export async function toTryAgain(ctx: Ctx, id: MessageId): Promise<MessageRow> {
  const row = await undelivered(ctx, id);
  if (!mayTryAgain(row))
    throw new Problem('conflict', { detail: 'The same words would not arrive either, or would arrive twice: write a new message.' });
  return row;
}

/** Nobody has to look after it any more: it was tried `again`, or is `done` with. Problems as `undelivered`. */
export async function settle(ctx: Ctx, id: MessageId, how: 'again' | 'done'): Promise<void> {
  const { conversation, person } = await undelivered(ctx, id);
  const done = await ctx.db.maybe(settleMessage, [ctx.workspace, id, ctx.now]);
  if (!done) throw settled();
  await append(ctx, { kind: 'message.settled', subject: person, facts: { conversation, message: id, how } });
  tellPages(ctx, { topic: 'message.changed', ids: { conversation, message: id, sequence: done.sequence, person } });
}

const settled = () => new Problem('conflict', { detail: 'Somebody has seen to this message already, or it arrived.' });
