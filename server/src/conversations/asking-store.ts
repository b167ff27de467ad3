// SQL of the rights that people seem to ask for in what they write, and of when they wrote.
import { statement } from '#kit/db';
import type { ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import { inAreas } from './areas-store.ts';
import type { Counts } from './types.ts';

export type AskingRow = {
  id: MessageId;
  conversation: ConversationId;
  person: PersonId;
  direction: 'in' | 'out';
  found: Counts | null;
  at: Date;
  editedAt: Date | null;
};
const columns = 'm.id, m.conversation_id AS conversation, m.person_id AS person, m.direction, m.found, m.at, m.edited_at AS "editedAt"';
/** The last messages of a conversation that ask for something, newest first. */
export const askingMessages = statement<AskingRow>(
  'conversations.asking',
  `SELECT ${columns} FROM messages m
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.direction = 'in' AND m.found::text LIKE '%"asks-%' ORDER BY m.sequence DESC LIMIT 200`,
);
export const askingMessage = statement<AskingRow>(
  'conversations.askingMessage',
  `SELECT ${columns} FROM messages m WHERE m.workspace_id = $1 AND m.id = $2`,
);
/** Those of every conversation in these areas ($5 null: all) since $2, oldest first, after the place $3, $4. */
export const askingEverywhere = statement<AskingRow>(
  'conversations.askingEverywhere',
  `SELECT ${columns} FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
   WHERE m.workspace_id = $1 AND m.direction = 'in' AND m.found::text LIKE '%"asks-%' AND m.at > $2 AND (m.at, m.id) > ($3, $4)
     AND ${inAreas('c', '$5')} ORDER BY m.at, m.id LIMIT 200`,
);
/** Those of these people until $3, wherever they wrote, newest first; older ones than the last 1000 are beyond it. */
export const askingOf = statement<AskingRow>(
  'conversations.askingOf',
  `SELECT ${columns} FROM messages m WHERE m.workspace_id = $1 AND m.person_id = ANY($2::text[]) AND m.direction = 'in' AND m.found::text LIKE '%"asks-%' AND m.at <= $3
   ORDER BY m.at DESC, m.id DESC LIMIT 1000`,
);
export const heardAfter = statement<{ id: MessageId; at: Date }>(
  'conversations.heardAfter',
  `SELECT id, at FROM messages WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND direction = 'in' AND at > $3 ORDER BY at, id LIMIT 1`,
);
/** The conversation in which one of these people wrote last since $3, unless it was closed. */
export const talkAfter = statement<{ id: ConversationId; inbox: InboxId }>(
  'conversations.talkAfter',
  `SELECT c.id, c.inbox_id AS inbox FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
   WHERE m.workspace_id = $1 AND m.person_id = ANY($2::text[]) AND m.direction = 'in' AND m.at > $3 AND c.status <> 'closed' ORDER BY m.at DESC, m.id DESC LIMIT 1`,
);
