// SQL by which it is known whom and what somebody reaches.
import { statement } from '#kit/db';
import type { InboxId, PersonId } from '#kit/ids';

export const inboxOfConversation = statement<{ inbox: InboxId; person: PersonId }>(
  'conversations.inboxOfConversation',
  'SELECT inbox_id AS inbox, person_id AS person FROM conversations WHERE workspace_id = $1 AND id = $2',
);
export const peopleIn = statement<{ person: PersonId }>(
  'conversations.peopleIn',
  'SELECT DISTINCT person_id AS person FROM conversations WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND inbox_id = ANY($3::text[])',
);
