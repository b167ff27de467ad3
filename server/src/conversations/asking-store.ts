// SQL of the rights that people seem to ask for in what they write.
import { statement } from '#kit/db';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';
import type { Counts } from './types.ts';

export type AskingRow = {
  id: MessageId;
  conversation: ConversationId;
  person: PersonId;
  direction: 'in' | 'out';
  found: Counts | null;
  at: Date;
};
/** The last messages of a conversation that ask for something, newest first. */
export const askingMessages = statement<AskingRow>(
  'conversations.asking',
  `SELECT id, conversation_id AS conversation, person_id AS person, direction, found, at FROM messages
   WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND found::text LIKE '%"asks-%' ORDER BY sequence DESC LIMIT 20`,
);
export const askingMessage = statement<AskingRow>(
  'conversations.askingMessage',
  'SELECT id, conversation_id AS conversation, person_id AS person, direction, found, at FROM messages WHERE workspace_id = $1 AND id = $2',
);
