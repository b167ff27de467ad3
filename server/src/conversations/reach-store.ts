// SQL by which it is known whom and what somebody reaches.
import { statement } from '#kit/db';
import type { ConversationId, PersonId } from '#kit/ids';

export const peopleIn = statement<{ person: PersonId }>(
  'conversations.peopleIn',
  'SELECT DISTINCT person_id AS person FROM conversations WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND inbox_id = ANY($3::text[])',
);
/** Those of these conversations that lie in one of these inboxes. */
export const conversationsIn = statement<{ id: ConversationId }>(
  'conversations.in-inboxes',
  'SELECT id FROM conversations WHERE workspace_id = $1 AND id = ANY($2::text[]) AND inbox_id = ANY($3::text[])',
);
