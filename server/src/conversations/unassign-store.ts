// The only SQL for taking conversations out of the hands of somebody who is gone.
import { statement } from '#kit/db';
import type { ConversationId, PersonId } from '#kit/ids';
import type { Status } from './types.ts';

/** At most $3 conversations of assignee $2; gives what they are now. */
export const unassignSome = statement<{ id: ConversationId; person: PersonId; status: Status }>(
  'conversations.unassign',
  `UPDATE conversations SET assignee_id = NULL WHERE workspace_id = $1 AND id IN
     (SELECT id FROM conversations WHERE workspace_id = $1 AND assignee_id = $2 ORDER BY id LIMIT $3 FOR UPDATE) RETURNING id, person_id AS person, status`,
);
