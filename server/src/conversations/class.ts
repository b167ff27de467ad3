// The class of a conversation: raised by what is written in it, in the same transaction; it never falls by itself. Whoever it is assigned to keeps it if their role
// opens it, and else it goes back to "unassigned", where those see it who may answer.
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import type { ConversationId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { letGo, lowerClass, raiseClass } from './class-store.ts';
import { conversationDeciders } from './deciders.ts';
import { opensGuarded } from './guard.ts';
import { conversationOf } from './threads.ts';

/** Raises these to `special` where they are not yet. */
export async function raise(ctx: Ctx, conversations: readonly ConversationId[]): Promise<void> {
  for (const row of await ctx.db.all(raiseClass, [ctx.workspace, conversations])) {
    const isLetGo = row.assignee !== null && !(await opensGuarded(ctx, row.assignee, row));
    if (isLetGo) await ctx.db.run(letGo, [ctx.workspace, row.id, row.assignee]);
    const facts = {
      conversation: row.id,
      class: 'special',
      ...(isLetGo && { assignee: null }),
      ...causedBy(conversationDeciders, 'detection'),
    };
    await append(ctx, { kind: 'conversation.class-raised', subject: row.person, facts });
    tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: row.id } });
  }
}

/** Lowers one that was raised by words that say nothing about anybody, or no longer; the reason is a code, and stands in the ledger. Problems `not-found`, `conflict`. */
export async function lower(ctx: Ctx, id: ConversationId, reason: string): Promise<void> {
  await conversationOf(ctx, id); // whoever says that it was recognised wrongly may have read it
  const row = await ctx.db.maybe(lowerClass, [ctx.workspace, id]);
  if (!row) throw new Problem('conflict', { detail: 'Its class is not raised.' });
  await append(ctx, { kind: 'conversation.class-lowered', subject: row.person, facts: { conversation: id, class: 'ordinary', reason } });
  tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id } });
}
