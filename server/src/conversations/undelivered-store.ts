// The only SQL for messages that did not arrive and that nobody has settled.
import { statement } from '#kit/db';
import type { ConversationId } from '#kit/ids';

/** As the index `messages_undelivered` has it. */
const waits = (message: string) => `${message}.delivery IN ('failed', 'refused') AND ${message}.settled_at IS NULL`;
/** Conversations of the workspace $1 with such a message: looked up once for a whole list. */
export const withUndelivered = (conversation: string) =>
  `${conversation}.id IN (SELECT u.conversation_id FROM messages u WHERE u.workspace_id = $1 AND ${waits('u')})`;

/** How many of each of these conversations. */
export const countUndelivered = statement<{ conversation: ConversationId; count: number }>(
  'conversations.countUndelivered',
  `SELECT u.conversation_id AS conversation, count(*)::int AS count FROM messages u WHERE u.workspace_id = $1 AND u.conversation_id = ANY($2::text[]) AND ${waits('u')} GROUP BY 1`,
);
/** Of two who settle it at once one does. */
export const settleMessage = statement<{ sequence: number }>(
  'conversations.settleMessage',
  `UPDATE messages m SET settled_at = $3 WHERE m.workspace_id = $1 AND m.id = $2 AND ${waits('m')} RETURNING m.sequence`,
);
