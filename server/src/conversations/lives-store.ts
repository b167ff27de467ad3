// SQL for conversations whose time is over: what retention must know of their lives, and how they go. Which of them go is retention's rule.
import { statement } from '#kit/db';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';

/** The lives of conversations, as a part of a statement: id, person, channel, day of opening, of the last message, of closing, of the contract's end. `c` and `person` are its tables. */
export const livesSql = `SELECT c.workspace_id, c.id, c.person_id AS person, i.channel, c.last_sequence, c.last_message_at, c.status,
  (c.created_at AT TIME ZONE 'UTC')::date AS collected, (c.last_message_at AT TIME ZONE 'UTC')::date AS last_contact,
  greatest((c.last_message_at AT TIME ZONE 'UTC')::date, CASE WHEN c.status = 'closed' THEN (c.closed_at AT TIME ZONE 'UTC')::date END) AS closed,
  greatest((c.last_message_at AT TIME ZONE 'UTC')::date, x.contract_ended_on) AS contract_ended
  FROM conversations c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id
  LEFT JOIN people x ON x.workspace_id = c.workspace_id AND x.id = c.person_id`;
/** The purposes that a conversation serves, as a part of a statement: `purpose` and `at` of each of its messages, and answering, at no time, where none was written yet. `workspace`, `id` and `sequence` name columns. */
export const servedSql = (workspace: string, id: string, sequence: string) =>
  `SELECT m.purpose, m.at FROM messages m WHERE m.workspace_id = ${workspace} AND m.conversation_id = ${id} UNION ALL SELECT 'service-conversation', NULL::timestamptz WHERE ${sequence} = 0`;

/** Of these conversations, those that nobody writes in at this moment; held to the end of the transaction. */
export const lockLives = statement<{ id: ConversationId; lastSequence: number }>(
  'conversations.lockLives',
  `SELECT id, last_sequence AS "lastSequence" FROM conversations WHERE workspace_id = $1 AND id = ANY($2::text[]) ORDER BY id FOR UPDATE SKIP LOCKED`,
);
/** The oldest messages of these conversations, conversation by conversation, in the order given; of one with purposes beside it (their codes, by blanks) only theirs. */
export const oldestIn = statement<{ id: MessageId; conversation: ConversationId; purpose: string }>(
  'conversations.oldestIn',
  `SELECT m.id, m.conversation_id AS conversation, m.purpose FROM unnest($2::text[], $4::text[]) WITH ORDINALITY AS which (id, purposes, number)
   CROSS JOIN LATERAL (SELECT id, conversation_id, purpose, sequence FROM messages WHERE workspace_id = $1 AND conversation_id = which.id
     AND (which.purposes IS NULL OR purpose = ANY(string_to_array(which.purposes, ' '))) ORDER BY sequence LIMIT $3) m
   ORDER BY which.number, m.sequence LIMIT $3`,
);
export const dropMessages = statement(
  'conversations.dropMessages',
  'DELETE FROM messages WHERE workspace_id = $1 AND id = ANY($2::text[])',
);
/** Before these messages go from these conversations: what of them staff has not seen, the newest that came in, is unread no more. */
export const unreadWithout = statement(
  'conversations.unreadWithout',
  `UPDATE conversations c SET unread = c.unread - g.gone FROM (SELECT o.id, count(*) AS gone FROM conversations o CROSS JOIN LATERAL (
     SELECT m.id FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = o.id AND m.direction = 'in' ORDER BY m.sequence DESC LIMIT o.unread) news
     WHERE o.workspace_id = $1 AND o.id = ANY($3::text[]) AND o.unread > 0 AND news.id = ANY($2::text[]) GROUP BY o.id) g
   WHERE c.workspace_id = $1 AND c.id = g.id`,
);
export const dropEmpty = statement(
  'conversations.dropEmpty',
  `DELETE FROM conversations c WHERE c.workspace_id = $1 AND c.id = ANY($2::text[])
   AND NOT EXISTS (SELECT FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = c.id)`,
);
/** A conversation that lost messages goes on from the newest that it has; its place in the list is the one it had. The subject came with the first message, and went with it. */
export const goOnWithout = statement(
  'conversations.goOnWithout',
  `UPDATE conversations c SET last_message_id = n.id,
     subject = CASE WHEN EXISTS (SELECT FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = c.id AND m.sequence = 1) THEN c.subject END
   FROM unnest($2::text[]) AS which (id) CROSS JOIN LATERAL (SELECT m.id FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = which.id ORDER BY m.sequence DESC LIMIT 1) n
   WHERE c.workspace_id = $1 AND c.id = which.id`,
);
export const peopleTalking = statement<{ person: PersonId }>(
  'conversations.peopleTalking',
  'SELECT DISTINCT person_id AS person FROM conversations WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
