// The only SQL for what is with a team.
import { statement } from '#kit/db';
import type { ConversationId, InboxId, PersonId, StaffId } from '#kit/ids';
import type { Status } from './types.ts';

/** Held to the end of the transaction: of two who hand it on, or change something else of it, the second finds what the first did. */
export const holdConversation = statement<{ id: ConversationId }>(
  'conversations.hold',
  'SELECT id FROM conversations WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
/** Before it is counted what was seen, or a message that is written meanwhile would not be counted, and be taken for seen: to the end of the transaction none is. No row where nothing is unread. */
export const holdUnread = statement<unknown>(
  'conversations.holdUnread',
  'SELECT FROM conversations WHERE workspace_id = $1 AND id = $2 AND unread > 0 FOR NO KEY UPDATE',
);
export const countOfTeam = statement<{ inbox: InboxId; open: number; all: number }>(
  'conversations.countOfTeam',
  `SELECT inbox_id AS inbox, (count(*) FILTER (WHERE status <> 'closed'))::int AS open, count(*)::int AS all FROM conversations
   WHERE workspace_id = $1 AND team_id = $2 GROUP BY inbox_id ORDER BY inbox_id`,
);
/** At most $4 conversations of team $2 outside the inboxes $3; gives what they are now. */
export const releaseSome = statement<{ id: ConversationId; inbox: InboxId; person: PersonId; status: Status; assignee: StaffId | null }>(
  'conversations.releaseOfTeam',
  `UPDATE conversations SET team_id = NULL WHERE workspace_id = $1 AND id IN
     (SELECT id FROM conversations WHERE workspace_id = $1 AND team_id = $2 AND inbox_id <> ALL($3::text[]) ORDER BY id LIMIT $4 FOR UPDATE)
   RETURNING id, inbox_id AS inbox, person_id AS person, status, assignee_id AS assignee`,
);
export const letGo = statement(
  'conversations.letGoOfTeam',
  'UPDATE conversations SET assignee_id = NULL WHERE workspace_id = $1 AND id = ANY($2::text[])',
);
