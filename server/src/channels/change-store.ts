// SQL for messages that were taken back before they came.
import { statement } from '#kit/db';

export const rememberEarly = statement(
  'channels.rememberEarlyUnsend',
  'INSERT INTO early_unsends (workspace_id, inbox_id, hash, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
);
export const earlyUnsend = statement<{ hash: string }>(
  'channels.earlyUnsend',
  'SELECT hash FROM early_unsends WHERE workspace_id = $1 AND inbox_id = $2 AND hash = $3',
);
export const forgetEarly = statement('channels.forgetEarlyUnsends', 'DELETE FROM early_unsends WHERE workspace_id = $1 AND at < $2');
