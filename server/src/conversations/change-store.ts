// SQL by which a message is changed later. Each says what it moved, so that the same again is told apart.
import { statement } from '#kit/db';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';
import type { Moved } from './store.ts';
import type { Counts } from './types.ts';

const moved = 'RETURNING conversation_id AS conversation, id AS message, sequence, person_id AS person, delivery';
export const replaceWords = statement<Moved>(
  'conversations.replaceWords',
  `UPDATE messages SET body = $3, html = NULL, found = $4::jsonb, edited_at = $5, edit_order = $6
   WHERE workspace_id = $1 AND id = $2 AND direction = 'in' AND unsent_at IS NULL AND coalesce(edit_order, -1) < $6 ${moved}`,
);
/** $4 is an empty body, or null where something keeps what was said. */
export const markUnsent = statement<Moved>(
  'conversations.markUnsent',
  `UPDATE messages SET unsent_at = $3, kept_though_unsent = $4::bytea IS NULL, body = coalesce($4, body), html = CASE WHEN $4 IS NULL THEN html END,
     found = CASE WHEN $4 IS NULL THEN found END, reaction = CASE WHEN $4 IS NULL THEN reaction END
   WHERE workspace_id = $1 AND id = $2 AND direction = 'in' AND unsent_at IS NULL ${moved}`,
);
export const setReaction = statement<Moved>(
  'conversations.setReaction',
  `UPDATE messages SET reaction = $3, reaction_order = $4
   WHERE workspace_id = $1 AND id = $2 AND kind = 'message' AND unsent_at IS NULL AND coalesce(reaction_order, -1) < $4 ${moved}`,
);
export const foundInFiles = statement<{ found: Counts }>(
  'conversations.foundInFiles',
  'SELECT found FROM attachments WHERE workspace_id = $1 AND message_id = $2 AND found IS NOT NULL',
);
/** What a hold or a restriction keeps although it was taken back or replaced. */
export const keptThough = statement<{ id: MessageId; conversation: ConversationId; person: PersonId }>(
  'conversations.keptThough',
  `SELECT id, conversation_id AS conversation, person_id AS person FROM messages WHERE workspace_id = $1 AND kept_though_unsent AND id > $2
   UNION SELECT message_id, conversation_id, person_id FROM former_words WHERE workspace_id = $1 AND message_id > $2 ORDER BY id LIMIT 200`,
);
export const emptyUnsent = statement<Moved>(
  'conversations.emptyUnsent',
  `UPDATE messages SET kept_though_unsent = false, body = $3, html = NULL, found = NULL, reaction = NULL
   WHERE workspace_id = $1 AND id = $2 AND kept_though_unsent ${moved}`,
);
/** As a hold takes it while it is set: whoever asks whether one stands asks under this lock. */
export const lockConversation = statement<unknown>(
  'conversations.lockOne',
  'SELECT FROM conversations WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
