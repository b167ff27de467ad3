// SQL for what an edit replaced while something keeps it.
import { statement } from '#kit/db';
import type { MessageId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type FormerRow = {
  readonly message: MessageId;
  readonly order: number;
  readonly person: PersonId;
  readonly body: Sealed;
  readonly html: Sealed | null;
  readonly at: Date;
};
export const insertFormer = statement(
  'conversations.insertFormer',
  'INSERT INTO former_words (workspace_id, message_id, edit_order, conversation_id, person_id, body, html, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
);
export const formerOf = statement<FormerRow>(
  'conversations.formerOf',
  `SELECT message_id AS message, edit_order AS "order", person_id AS person, body, html, at FROM former_words
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at DESC, message_id, edit_order LIMIT $3`,
);
export const countFormer = statement<{ count: number }>(
  'conversations.countFormer',
  'SELECT count(*) AS count FROM former_words WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const dropFormer = statement(
  'conversations.dropFormer',
  'DELETE FROM former_words WHERE workspace_id = $1 AND message_id = ANY($2::text[])',
);
export const eraseFormer = statement(
  'conversations.eraseFormer',
  'DELETE FROM former_words WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
