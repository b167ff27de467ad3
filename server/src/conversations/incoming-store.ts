// SQL by which many messages come in at once.
import { statement } from '#kit/db';
import type { ConversationId, PersonId } from '#kit/ids';

export const keysTaken = statement<{ clientKey: string }>(
  'conversations.keysTaken',
  'SELECT client_key AS "clientKey" FROM messages WHERE workspace_id = $1 AND client_key = ANY($2::text[])',
);
/** Threads that nobody else is writing in at this moment, under their row locks, taken in the order given; one by one, so that each is found by its key. */
export const lockFreeThreads = statement<{ id: ConversationId; person: PersonId; lastSequence: number }>(
  'conversations.lockFreeThreads',
  `SELECT c.id, c.person_id AS person, c.last_sequence AS "lastSequence" FROM unnest($2::text[]) AS w (id)
   CROSS JOIN LATERAL (SELECT * FROM conversations WHERE workspace_id = $1 AND id = w.id FOR NO KEY UPDATE SKIP LOCKED) c`,
);
/** Writes what people wrote and moves their threads, in one statement: messages in $4 to $10, threads with what they end at in $11 to $14. */
export const insertIncoming = statement(
  'conversations.insertIncoming',
  `WITH written AS (
     INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, client_key, found, delivery, at)
     SELECT $1, n.id, n.conversation, n.person, n.sequence, 'message', 'in', 'person', n.person, $3, n.body, n.client_key, n.found::jsonb, 'received', $2
     FROM unnest($4::text[], $5::text[], $6::text[], $7::int[], $8::bytea[], $9::text[], $10::text[]) AS n (id, conversation, person, sequence, body, client_key, found))
   UPDATE conversations c SET last_sequence = t.last, last_message_id = t.message, last_message_at = greatest(c.last_message_at, $2), unread = c.unread + t.added, status = 'open'
   FROM unnest($11::text[], $12::int[], $13::text[], $14::int[]) AS t (id, last, message, added)
   WHERE c.workspace_id = $1 AND c.id = ANY($11::text[]) AND c.id = t.id`, // named twice, so that it is looked up by its key whatever the planner knows of the table
);
