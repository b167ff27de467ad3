// The only SQL for up to when messages were listed at providers.
import { statement } from '#kit/db';
import type { InboxId } from '#kit/ids';

const own = 'workspace_id = $1 AND inbox_id = $2 AND is_played = $3';

/** Accounts of the adapters $2 that are to be looked at by $3. */
export const dueListings = statement<{ inbox: InboxId }>(
  'channels.dueListings',
  `SELECT a.inbox_id AS inbox FROM channel_accounts a LEFT JOIN channel_listings l ON l.workspace_id = a.workspace_id AND l.inbox_id = a.inbox_id AND l.is_played = $4
   WHERE a.workspace_id = $1 AND a.adapter = ANY($2::text[]) AND (l.look_at IS NULL OR l.look_at <= $3) ORDER BY a.inbox_id`,
);
export const listable = statement<{ inbox: InboxId }>(
  'channels.listable',
  'SELECT inbox_id AS inbox FROM channel_accounts WHERE workspace_id = $1 AND adapter = ANY($2::text[]) ORDER BY inbox_id',
);
/** Begins a look: others leave it alone until $5. A new account begins now ($4). */
export const beginLook = statement<{ begunAt: Date; listedUntil: Date }>(
  'channels.beginLook',
  `INSERT INTO channel_listings (workspace_id, inbox_id, is_played, begun_at, listed_until, look_at) VALUES ($1, $2, $3, $4, $4, $5)
   ON CONFLICT (workspace_id, inbox_id, is_played) DO UPDATE SET look_at = $5 RETURNING begun_at AS "begunAt", listed_until AS "listedUntil"`,
);
/** How far it came: $4, null where it came nowhere; $5 when to look again. */
export const endLook = statement(
  'channels.endLook',
  `UPDATE channel_listings SET listed_until = greatest(listed_until, $4::timestamptz), look_at = $5 WHERE ${own}`,
);
/** What no look will meet any more. */
export const forgetListed = statement('channels.forgetListed', `DELETE FROM channel_listed WHERE ${own} AND at < $4`);
/** Nobody looks here any more, and what it kept goes with it. */
export const dropListing = statement('channels.dropListing', `DELETE FROM channel_listings WHERE ${own}`);
/** Of these hashes those of what was here and is gone. */
export const goneOf = statement<{ hash: string }>(
  'channels.goneListed',
  `SELECT hash FROM channel_listed WHERE ${own} AND hash = ANY($4::text[])`,
);
/** After an older backup was brought back nobody knows what was erased since: what came before now is asked for no more. */
export const beginListingsAnew = statement(
  'channels.beginListingsAnew',
  'UPDATE channel_listings SET begun_at = $2, listed_until = $2 WHERE workspace_id = $1',
);
