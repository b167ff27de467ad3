// The only SQL of the copy that needs an order of its own, and no column more than it says: of a hundred thousand rows each one is felt.
import { flowing, statement } from '#kit/db';
import type { Columns } from '#kit/flow';
import type { Sealed } from '#kit/seal';
import type { MessageRow } from './store.ts';

/** Instants as ISO 8601. */
export type CopiedRow = {
  readonly html: Sealed | null;
  readonly at: string;
  readonly editedAt: string | null;
  readonly unsentAt: string | null;
} & Pick<
  MessageRow,
  'id' | 'conversation' | 'person' | 'sequence' | 'kind' | 'authorKind' | 'purpose' | 'body' | 'choices' | 'delivery' | 'reaction'
>;
const columns: Columns<CopiedRow> = {
  id: ['m.id', 'text'],
  conversation: ['m.conversation_id', 'text'],
  person: ['m.person_id', 'text'],
  sequence: ['m.sequence', 'int'],
  kind: ['m.kind', 'text'],
  authorKind: ['m.author_kind', 'text'],
  purpose: ['m.purpose', 'text'],
  body: ['m.body', 'bytes'],
  html: ['m.html', 'bytes'],
  choices: ['m.choices', 'bytes'],
  delivery: ['m.delivery', 'text'],
  editedAt: ['m.edited_at', 'instant'],
  unsentAt: ['m.unsent_at', 'instant'],
  reaction: ['m.reaction', 'bytes'],
  at: ['m.at', 'instant'],
};
const inOrder = (name: string, whose: string) =>
  flowing<CopiedRow>(`conversations.${name}`, columns, `FROM messages m WHERE m.workspace_id = $1 AND ${whose} ORDER BY m.at, m.id`);

/** Everything said to and by these people, oldest first; of one, an index has them in this order. */
export const messagesInOrder = {
  ofOne: inOrder('messagesOfOneInOrder', 'm.person_id = $2'),
  ofMany: inOrder('messagesInOrder', 'm.person_id = ANY($2::text[])'),
};
/** What colleagues noted among themselves about these people. */
export const countNotes = statement<{ count: number }>(
  'conversations.countNotes',
  "SELECT count(*) AS count FROM messages WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND kind = 'note'",
);
