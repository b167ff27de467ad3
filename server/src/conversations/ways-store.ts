// By which way the messages of a conversation come: channel and carrier, for whoever counts.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const ways = statement<{ id: string; channel: string; recipient: string | null }>(
  'conversations.ways',
  `SELECT c.id, i.channel, i.recipient FROM conversations c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id
   WHERE c.workspace_id = $1 AND c.id = ANY($2::text[])`,
);

/** Of those conversations that are still here. */
export const waysOf = async (ctx: Ctx, conversations: readonly string[]) =>
  new Map((await ctx.db.all(ways, [ctx.workspace, conversations])).map((row) => [row.id, row]));
