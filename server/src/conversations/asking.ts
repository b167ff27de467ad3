// Messages in which somebody seems to ask for a right (Art. 12(2)): which and when, never the words.
import type { AskedRight } from '@parley/contract';
import { askedIn } from '#detection';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type AskingRow, askingMessage, askingMessages } from './asking-store.ts';
import { refuseClosed } from './reach.ts';
import { conversationOf } from './threads.ts';

export type Asking = { readonly message: MessageId; readonly person: PersonId; readonly asked: readonly AskedRight[]; readonly at: Date };

/** Those of a conversation, newest first. Problem `not-found`, `guarded` as for reading it. */
export async function askingIn(ctx: Ctx, conversation: ConversationId): Promise<Asking[]> {
  await conversationOf(ctx, conversation);
  return (await ctx.db.all(askingMessages, [ctx.workspace, conversation])).map(asking);
}

/** One message that a person wrote, with what it seems to ask for. Problem `not-found` for any other, `guarded`. */
export async function heardAsking(ctx: Ctx, message: MessageId): Promise<Asking> {
  const row = await ctx.db.maybe(askingMessage, [ctx.workspace, message]);
  if (row?.direction !== 'in') throw new Problem('not-found');
  await refuseClosed(ctx, row);
  return asking(row);
}

const asking = ({ id, person, found, at }: AskingRow): Asking => ({ message: id, person, asked: askedIn(found ?? {}), at });
