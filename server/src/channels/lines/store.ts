// The only SQL for lines that one node holds: which node it is, until when, and how the line stands.
import { statement } from '#kit/db';
import type { InboxId } from '#kit/ids';

export type LineRow = { holder: string; heldUntil: Date; state: string };

/** Takes a line that nobody holds, or goes on holding one's own: $3 holder, $4 until, $5 now, $6 state. Nothing comes back when somebody else holds it. */
export const holdLine = statement<{ holder: string }>(
  'channels.holdLine',
  `INSERT INTO carrier_lines (workspace_id, inbox_id, holder, held_until, state) VALUES ($1, $2, $3, $4, $6)
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET holder = $3, held_until = $4, state = $6
     WHERE carrier_lines.holder = $3 OR carrier_lines.held_until <= $5
   RETURNING holder`,
);
export const lineOf = statement<LineRow>(
  'channels.lineOf',
  'SELECT holder, held_until AS "heldUntil", state FROM carrier_lines WHERE workspace_id = $1 AND inbox_id = $2',
);
export const letLineGo = statement(
  'channels.letLineGo',
  'DELETE FROM carrier_lines WHERE workspace_id = $1 AND inbox_id = $2 AND holder = $3',
);
/** Accounts with a line that nobody holds at $2: $3 adapter, $4 and $5 the setting that says so, and its value. */
export const unheldLines = statement<{ inbox: InboxId }>(
  'channels.unheldLines',
  `SELECT a.inbox_id AS inbox FROM channel_accounts a
   LEFT JOIN carrier_lines l ON l.workspace_id = a.workspace_id AND l.inbox_id = a.inbox_id AND l.held_until > $2
   WHERE a.workspace_id = $1 AND a.adapter = $3 AND a.settings->>$4 = $5 AND l.inbox_id IS NULL`,
);
