// What of somebody's conversations can be named one by one when the rest is erased (Art. 17(3)): ids and counts, no words.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { ConversationId, PersonId } from '#kit/ids';
import type { ChannelKind } from '#purposes';

type Row = { id: ConversationId; channel: ChannelKind; lastMessageAt: Date; messages: number; files: number };
const listed = statement<Row>(
  'conversations.keepable',
  `SELECT c.id, i.channel, c.last_message_at AS "lastMessageAt",
     (SELECT count(*)::int FROM messages m WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id) AS messages,
     (SELECT count(*)::int FROM attachments a JOIN messages m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
      WHERE a.workspace_id = c.workspace_id AND m.conversation_id = c.id) AS files
   FROM conversations c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id
   WHERE c.workspace_id = $1 AND c.person_id = ANY($2::text[]) ORDER BY c.last_message_at DESC, c.id LIMIT 200`,
);
const owners = {
  conversation: statement<{ person: PersonId }>(
    'conversations.ownerOfConversation',
    'SELECT person_id AS person FROM conversations WHERE workspace_id = $1 AND id = $2',
  ),
  message: statement<{ person: PersonId }>(
    'conversations.ownerOfMessage',
    'SELECT person_id AS person FROM messages WHERE workspace_id = $1 AND id = $2',
  ),
  attachment: statement<{ person: PersonId }>(
    'conversations.ownerOfAttachment',
    'SELECT person_id AS person FROM attachments WHERE workspace_id = $1 AND id = $2 AND message_id IS NOT NULL',
  ),
} as const;

/** The conversations of these people with how much is in them, the latest first; 200 at most. */
export async function keepable(ctx: Ctx, people: readonly PersonId[]) {
  const rows = await ctx.db.all(listed, [ctx.workspace, people]);
  return rows.map((row) => ({ ...row, lastMessageAt: row.lastMessageAt.toISOString() }));
}

/** Whose conversation, message or file this is; undefined when there is none. */
export async function ownerOf(ctx: Ctx, what: keyof typeof owners, id: string): Promise<PersonId | undefined> {
  return (await ctx.db.maybe(owners[what], [ctx.workspace, id]))?.person;
}
