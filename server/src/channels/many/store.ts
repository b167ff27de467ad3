// SQL for many people at once: who of them was heard in an inbox, and who has a browser that shows its chat.
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';

/** By accounts that are theirs, and when they last wrote from one of them, as the provider says. An account leads back only to the inbox where it was met. */
export const heardIn = statement<{ person: PersonId; at: Date }>(
  'channels.heardIn',
  `SELECT i.person_id AS person, max(coalesce(e.said_at, e.at)) AS at FROM identities i
   JOIN external_ids e ON e.workspace_id = i.workspace_id AND e.identity_id = i.id AND e.direction = 'in' AND e.inbox_id = $2
   WHERE i.workspace_id = $1 AND i.person_id = ANY($3::text[]) AND i.kind = 'account' AND i.lost_at IS NULL GROUP BY 1`,
);
/** Visits that began after $4 and that no device of the company's holds. */
export const chatsIn = statement<{ person: PersonId }>(
  'channels.chatsIn',
  'SELECT DISTINCT person_id AS person FROM visits WHERE workspace_id = $1 AND inbox_id = $2 AND person_id = ANY($3::text[]) AND started_at > $4 AND lent IS NOT TRUE',
);
