// The only SQL for the switch of the sandbox. The row with the highest number says how it stands; who adds one holds the lock for which writers of messages wait (`parley_is_played`).
import { statement } from '#kit/db';
import type { MessageId } from '#kit/ids';

export type Stand = { isOn: boolean; since: Date | null };
export const standNow = statement<Stand>(
  'channels.sandboxStand',
  `SELECT coalesce(s.is_on, false) AS "isOn", s.switched_at AS since FROM (SELECT 1) one
   LEFT JOIN LATERAL (SELECT is_on, switched_at FROM sandbox_switches WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1) s ON true`,
);
/** One at a time: whoever switches sees what the one before did, and every message that was written before. */
export const takeTurn = statement('channels.sandboxTurn', `SELECT pg_advisory_xact_lock(hashtextextended('sandbox/' || $1::text, 0))`);
export const addSwitch = statement(
  'channels.addSandboxSwitch',
  `INSERT INTO sandbox_switches (workspace_id, id, number, is_on, switched_at, switched_by)
   VALUES ($1, $2, (SELECT coalesce(max(number), 0) + 1 FROM sandbox_switches WHERE workspace_id = parley_workspace()), $3, $4, $5)`,
);
/** Which of these no attempt is under way for; held, so that none begins before the commit. */
export const holdPutOff = statement<{ message: MessageId }>(
  'channels.holdPutOff',
  `SELECT message_id AS message FROM deliveries WHERE workspace_id = $1 AND message_id = ANY($2::text[]) AND ended_at IS NOT NULL ORDER BY message_id FOR UPDATE`,
);
