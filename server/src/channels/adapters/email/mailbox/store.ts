// The only SQL for mailboxes elsewhere: up to where one was read, and what was agreed to at its provider.
import { statement } from '#kit/db';
import type { Sealed } from '#kit/seal';

export type PlaceRow = { mailbox: string; uidValidity: number; lastUid: number; lookedAt: Date; leftBehind: number };
const columns = 'mailbox, uid_validity AS "uidValidity", last_uid AS "lastUid", looked_at AS "lookedAt", left_behind AS "leftBehind"';

export const placeOf = statement<PlaceRow>(
  'channels.mailboxPlaceOf',
  `SELECT ${columns} FROM mailbox_places WHERE workspace_id = $1 AND inbox_id = $2`,
);
/** $3 mailbox, $4 validity, $5 last UID, $6 now. */
export const beginAt = statement(
  'channels.beginMailboxAt',
  `INSERT INTO mailbox_places (workspace_id, inbox_id, mailbox, uid_validity, last_uid, looked_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET mailbox = $3, uid_validity = $4, last_uid = $5, looked_at = $6,
     left_behind = CASE WHEN mailbox_places.mailbox = $3 THEN mailbox_places.left_behind ELSE 0 END`,
);
/** Goes forward only, and only in the same numbering: a node that was cut off may still finish what it had begun. $6 how many were left behind. */
export const goOnFrom = statement(
  'channels.goOnFromInMailbox',
  `UPDATE mailbox_places SET last_uid = greatest(last_uid, $5), left_behind = left_behind + $6, looked_at = $7
   WHERE workspace_id = $1 AND inbox_id = $2 AND mailbox = $3 AND uid_validity = $4`,
);

export type GrantRow = { refusedAt: Date | null; givenFor: string };
export const grantOf = statement<GrantRow>(
  'channels.mailboxGrantOf',
  'SELECT refused_at AS "refusedAt", given_for AS "givenFor" FROM mailbox_grants WHERE workspace_id = $1 AND inbox_id = $2',
);
export const putGrant = statement(
  'channels.putMailboxGrant',
  `INSERT INTO mailbox_grants (workspace_id, inbox_id, refresh_token, agreed_at, given_for) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET refresh_token = $3, agreed_at = $4, given_for = $5, refused_at = NULL, renewing_by = NULL, renewing_until = NULL`,
);
/** Takes it to renew it ($3), until $5, where nobody does so now ($4); nothing comes back while another renewal is on its way. */
export const takeGrant = statement<{ refreshToken: Sealed }>(
  'channels.takeMailboxGrant',
  `UPDATE mailbox_grants SET renewing_by = $3, renewing_until = $5
   WHERE workspace_id = $1 AND inbox_id = $2 AND refused_at IS NULL AND (renewing_by IS NULL OR renewing_by = $3 OR renewing_until <= $4)
   RETURNING refresh_token AS "refreshToken"`,
);
export const giveGrantBack = statement(
  'channels.giveMailboxGrantBack',
  'UPDATE mailbox_grants SET renewing_by = NULL, renewing_until = NULL WHERE workspace_id = $1 AND inbox_id = $2 AND renewing_by = $3',
);
/** The new token that lasts; only by the renewal that holds it ($4): somebody may have agreed anew meanwhile. */
export const renewGrant = statement(
  'channels.renewMailboxGrant',
  'UPDATE mailbox_grants SET refresh_token = $3 WHERE workspace_id = $1 AND inbox_id = $2 AND renewing_by = $4',
);
export const refuseGrant = statement(
  'channels.refuseMailboxGrant',
  'UPDATE mailbox_grants SET refused_at = $3 WHERE workspace_id = $1 AND inbox_id = $2 AND refused_at IS NULL AND renewing_by = $4',
);
/** Only what was agreed to before $3. */
export const dropGrant = statement(
  'channels.dropMailboxGrant',
  'DELETE FROM mailbox_grants WHERE workspace_id = $1 AND inbox_id = $2 AND agreed_at < $3',
);
/** Of inboxes that have another way in by now, or sign in by a password. */
export const dropIdleGrants = statement(
  'channels.dropIdleMailboxGrants',
  `DELETE FROM mailbox_grants g WHERE g.workspace_id = $1 AND NOT EXISTS (
     SELECT 1 FROM channel_accounts a WHERE a.workspace_id = g.workspace_id AND a.inbox_id = g.inbox_id
       AND a.settings->>'feed' = 'imap' AND a.settings->>'signIn' IN ('google', 'microsoft'))`,
);
/** Mailboxes that wait for a person: refused at sign-in, or for another reason that goes by nobody's waiting ($2), or not read since $4 for one that should have gone by itself ($3). */
export const needingSomebody = statement<{ count: number }>(
  'channels.mailboxesNeedingSomebody',
  `SELECT count(*) FROM channel_accounts a JOIN carrier_lines l ON l.workspace_id = a.workspace_id AND l.inbox_id = a.inbox_id
   LEFT JOIN mailbox_places p ON p.workspace_id = a.workspace_id AND p.inbox_id = a.inbox_id
   WHERE a.workspace_id = $1 AND a.adapter = 'email' AND a.settings->>'feed' = 'imap'
     AND (l.state = ANY($2::text[]) OR (l.state = ANY($3::text[]) AND coalesce(p.looked_at, a.opened_at) < $4))`,
);
