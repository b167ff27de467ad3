// SQL about files that no message names yet.
import { statement } from '#kit/db';

export const countLoose = statement<{ count: number }>(
  'conversations.countLoose',
  'SELECT count(*) AS count FROM attachments WHERE workspace_id = $1 AND message_id IS NULL AND created_at < $2',
);
export const countLooseOf = statement<{ count: number }>(
  'conversations.countLooseOf',
  'SELECT count(*) AS count FROM attachments WHERE workspace_id = $1 AND person_id = $2 AND message_id IS NULL',
);
export const lockLoose = statement(
  'conversations.lockLoose',
  `SELECT pg_advisory_xact_lock(hashtext('conversations.loose'), hashtext($1 || $2))`,
);
