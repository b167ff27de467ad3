// SQL by which it is known whom and what somebody reaches.
import { statement } from '#kit/db';
import type { ConversationId, PersonId } from '#kit/ids';
import { inAreas } from './areas-store.ts';

export const peopleIn = statement<{ person: PersonId }>(
  'conversations.peopleIn',
  `SELECT DISTINCT person_id AS person FROM conversations c WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND ${inAreas('c', '$3')}`,
);
/** Those of these conversations that lie in one of these areas. */
export const conversationsIn = statement<{ id: ConversationId }>(
  'conversations.in-areas',
  `SELECT id FROM conversations c WHERE workspace_id = $1 AND id = ANY($2::text[]) AND ${inAreas('c', '$3')}`,
);
