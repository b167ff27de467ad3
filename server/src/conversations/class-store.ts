// SQL of the class of a conversation and of what was found in a message.
import { statement } from '#kit/db';
import type { ConversationId, InboxId, PersonId, StaffId, TeamId } from '#kit/ids';
import type { Class } from './types.ts';

export const setFound = statement('conversations.setFound', 'UPDATE messages SET found = $3::jsonb WHERE workspace_id = $1 AND id = $2');
/** Raises those that are not raised yet; gives what they are. */
export const raiseClass = statement<{
  id: ConversationId;
  inbox: InboxId;
  team: TeamId | null;
  person: PersonId;
  assignee: StaffId | null;
}>(
  'conversations.raiseClass',
  `UPDATE conversations SET class = 'special' WHERE workspace_id = $1 AND id = ANY($2::text[]) AND class = 'ordinary'
   RETURNING id, inbox_id AS inbox, team_id AS team, person_id AS person, assignee_id AS assignee`,
);
export const lowerClass = statement<{ person: PersonId }>(
  'conversations.lowerClass',
  `UPDATE conversations SET class = 'ordinary' WHERE workspace_id = $1 AND id = $2 AND class = 'special' RETURNING person_id AS person`,
);
export const letGo = statement(
  'conversations.letGo',
  'UPDATE conversations SET assignee_id = NULL WHERE workspace_id = $1 AND id = $2 AND assignee_id = $3',
);
export const placeOfConversation = statement<{ inbox: InboxId; team: TeamId | null; person: PersonId; class: Class }>(
  'conversations.placeOf',
  'SELECT inbox_id AS inbox, team_id AS team, person_id AS person, class FROM conversations WHERE workspace_id = $1 AND id = $2',
);
