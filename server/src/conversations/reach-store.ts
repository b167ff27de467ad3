// SQL by which it is known whom and what somebody reaches.
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';

export const peopleIn = statement<{ person: PersonId }>(
  'conversations.peopleIn',
  'SELECT DISTINCT person_id AS person FROM conversations WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND inbox_id = ANY($3::text[])',
);
