// The only SQL of the copy that needs an order of its own, and no column more than it says: of a hundred thousand rows each one is felt.
import { statement } from '#kit/db';
import type { MessageRow } from './store.ts';

export type CopiedRow = Pick<
  MessageRow,
  | 'id'
  | 'conversation'
  | 'person'
  | 'sequence'
  | 'kind'
  | 'authorKind'
  | 'purpose'
  | 'body'
  | 'hasHtml'
  | 'choices'
  | 'delivery'
  | 'editedAt'
  | 'unsentAt'
  | 'reaction'
  | 'at'
>;
const columns = `m.id, m.conversation_id AS conversation, m.person_id AS person, m.sequence, m.kind, m.author_kind AS "authorKind", m.purpose, m.body, m.html IS NOT NULL AS "hasHtml",
  m.choices, m.delivery, m.edited_at AS "editedAt", m.unsent_at AS "unsentAt", m.reaction, m.at`;
const inOrder = (name: string, whose: string) =>
  statement<CopiedRow>(
    `conversations.${name}`,
    `SELECT ${columns} FROM messages m WHERE m.workspace_id = $1 AND m.person_id ${whose} ORDER BY m.at, m.id`,
  );

/** Everything said to and by these people, oldest first; of one, an index has them in this order. */
export const messagesInOrder = { ofOne: inOrder('messagesOfOneInOrder', '= $2'), ofMany: inOrder('messagesInOrder', '= ANY($2::text[])') };
