// Conversations at the end of their lives: retention says which, and they go from here, file by file and message by message.
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';
import { lockLives, oldestIn, peopleTalking } from './lives-store.ts';

export { livesSql, servedSql } from './lives-store.ts';

/** Of these conversations, the ones that are as they were when somebody looked (by their last sequence number) and that nobody writes in now; they stay so until the transaction ends. */
export async function conversationsStay(ctx: Ctx, seen: ReadonlyMap<ConversationId, number>): Promise<ConversationId[]> {
  const rows = await ctx.db.all(lockLives, [ctx.workspace, [...seen.keys()]]);
  return rows.filter((row) => seen.get(row.id) === row.lastSequence).map((row) => row.id);
}

/** At most `limit` messages of these conversations, oldest first within each, conversation by conversation; where purposes are named, of these alone. */
export async function nextToGo(
  ctx: Ctx,
  conversations: readonly { readonly id: ConversationId; readonly purposes: readonly string[] | null }[],
  limit: number,
): Promise<{ id: MessageId; conversation: ConversationId; purpose: string }[]> {
  const ids = conversations.map(({ id }) => id);
  return ctx.db.all(oldestIn, [ctx.workspace, ids, limit, conversations.map(({ purposes }) => purposes?.join(' ') ?? null)]);
}

/** Those of these people with whom a conversation was opened that is still here. */
export async function whoTalks(ctx: Ctx, people: readonly PersonId[]): Promise<Set<PersonId>> {
  return new Set((await ctx.db.all(peopleTalking, [ctx.workspace, people])).map((row) => row.person));
}
