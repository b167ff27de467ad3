// The SQL of ids that outlive their messages, until the provider has forgotten these.
import { statement } from '#kit/db';
import type { InboxId } from '#kit/ids';
import { type ExternalRow, externalColumns } from './store.ts';

/** $4 now, $5 the adapters that can ask their provider; of mail only what lies in a mailbox elsewhere. */
export const keepForTakingBack = statement(
  'channels.keepForTakingBack',
  `UPDATE external_ids e SET let_go_at = $4, ask_after = $4 FROM channel_accounts a
   WHERE e.workspace_id = $1 AND e.conversation_id = ANY($2::text[]) AND e.message_id = ANY($3::text[]) AND e.let_go_at IS NULL AND NOT e.is_played
     AND a.workspace_id = e.workspace_id AND a.inbox_id = e.inbox_id AND a.adapter = ANY($5::text[])
     AND (a.adapter <> 'email' OR a.settings->>'feed' = 'imap')`,
);
/** One that stands in no conversation: $5 an id that leads nowhere, $8 now, $9 when its provider is asked. */
export const keepLoose = statement(
  'channels.keepLoose',
  `INSERT INTO external_ids (workspace_id, inbox_id, hash, person_id, conversation_id, message_id, identity_id, direction, external_id, at, let_go_at, ask_after)
   VALUES ($1, $2, $3, $4, $5, $5, $6, 'out', $7, $8, $8, $9) ON CONFLICT DO NOTHING`,
);
export const inboxesToAsk = statement<{ inbox: InboxId }>(
  'channels.inboxesToAsk',
  'SELECT DISTINCT inbox_id AS inbox FROM external_ids WHERE workspace_id = $1 AND let_go_at IS NOT NULL AND ask_after <= $2 LIMIT 100',
);
/** The next of one inbox, put off so that nobody else takes them meanwhile: $3 now, $4 until when, $5 how many. */
export const takeToAsk = statement<ExternalRow>(
  'channels.takeToAsk',
  `UPDATE external_ids SET ask_after = $4 WHERE workspace_id = $1 AND inbox_id = $2 AND hash IN (
     SELECT hash FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND let_go_at IS NOT NULL AND ask_after <= $3
     ORDER BY ask_after, hash LIMIT $5 FOR UPDATE SKIP LOCKED)
   RETURNING ${externalColumns}`,
);
export const dropForgotten = statement(
  'channels.dropForgotten',
  'DELETE FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND hash = ANY($3::text[]) AND let_go_at IS NOT NULL',
);
export const countNotForgotten = statement<{ count: number }>(
  'channels.countNotForgotten',
  'SELECT count(*) FROM external_ids WHERE workspace_id = $1 AND let_go_at < $2',
);
