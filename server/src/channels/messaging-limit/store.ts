// The only SQL for how many people an account may begin with, and with how many it has. Times are those of whoever asks: nodes keep their clocks together.
import { statement } from '#kit/db';
import type { InboxId } from '#kit/ids';

const day = `interval '24 hours'`;
const own = 'workspace_id = $1 AND portfolio = $2';

/** Accounts of adapters $2 that were never asked for on this side of the switch ($5), or are due at $3; none of them is due again before $4. */
export const takeDue = statement<{ inbox: InboxId }>(
  'channels.takeDueLimits',
  `INSERT INTO messaging_limit_accounts AS m (workspace_id, inbox_id, is_played, ask_at)
   SELECT a.workspace_id, a.inbox_id, $5, $4 FROM channel_accounts a
     LEFT JOIN messaging_limit_accounts n ON n.workspace_id = a.workspace_id AND n.inbox_id = a.inbox_id AND n.is_played = $5
   WHERE a.workspace_id = $1 AND a.adapter = ANY($2::text[]) AND (n.inbox_id IS NULL OR n.ask_at <= $3)
   ON CONFLICT (workspace_id, inbox_id, is_played) DO UPDATE SET ask_at = $4 WHERE m.ask_at <= $3
   RETURNING inbox_id AS inbox`,
);
/** $4 when it is asked next, $5 portfolio: what was known of it stays where nothing is told. */
export const putAccount = statement(
  'channels.putLimitAccount',
  `INSERT INTO messaging_limit_accounts AS m (workspace_id, inbox_id, is_played, ask_at, portfolio) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, inbox_id, is_played) DO UPDATE SET ask_at = $4, portfolio = coalesce($5, m.portfolio)`,
);
/** $3 how many, $4 now. What is left is counted at the next need. */
export const putLimit = statement(
  'channels.putMessagingLimit',
  `INSERT INTO messaging_limits AS l (workspace_id, portfolio, most, told_at, free, counted_at) VALUES ($1, $2, $3::int, $4, 0, '-infinity')
   ON CONFLICT (workspace_id, portfolio) DO UPDATE SET most = $3, told_at = $4, free = 0, counted_at = '-infinity',
     full_until = CASE WHEN l.most IS DISTINCT FROM $3 THEN NULL ELSE l.full_until END`,
);

type LimitRow = {
  portfolio: string;
  most: number | null;
  used: number;
  toldAt: Date;
  /** When the first place is free again, where none is. */
  freeAt: Date | null;
  fullUntil: Date | null;
  inboxes: number;
};
/** How an account ($2, side of the switch $3) stands at $4. */
export const limitOf = statement<LimitRow>(
  'channels.messagingLimitOf',
  `SELECT l.portfolio, l.most, c.used, l.told_at AS "toldAt", l.full_until AS "fullUntil",
     (SELECT p.begun_at + ${day} FROM messaging_limit_places p WHERE p.workspace_id = $1 AND p.portfolio = l.portfolio AND p.begun_at > $4::timestamptz - ${day}
        AND c.used >= l.most ORDER BY p.begun_at OFFSET greatest(c.used - l.most, 0) LIMIT 1) AS "freeAt",
     (SELECT count(*)::int FROM messaging_limit_accounts o WHERE o.workspace_id = $1 AND o.portfolio = l.portfolio) AS inboxes
   FROM messaging_limit_accounts a JOIN messaging_limits l ON l.workspace_id = a.workspace_id AND l.portfolio = a.portfolio
     CROSS JOIN LATERAL (SELECT count(*)::int AS used FROM messaging_limit_places p
       WHERE p.workspace_id = $1 AND p.portfolio = l.portfolio AND p.begun_at > $4::timestamptz - ${day}) c
   WHERE a.workspace_id = $1 AND a.inbox_id = $2 AND a.is_played = $3`,
);
export const portfolioOf = statement<{ portfolio: string }>(
  'channels.portfolioOf',
  `SELECT l.portfolio FROM messaging_limit_accounts a JOIN messaging_limits l ON l.workspace_id = a.workspace_id AND l.portfolio = a.portfolio
   WHERE a.workspace_id = $1 AND a.inbox_id = $2 AND a.is_played = $3`,
);

/** Whoever was begun with already ($3 the identity) takes no other place: touches no row where they were not, up to 24 hours before $4. Where another message ($5) goes on by it, it is no single one's to give back. */
export const goOnWith = statement(
  'channels.goOnWithPlace',
  `UPDATE messaging_limit_places SET begun_at = $4::timestamptz, taken_by = CASE WHEN taken_by = hashtext($5) THEN taken_by ELSE 0 END
   WHERE ${own} AND slot = hashtext($3) AND begun_at > $4::timestamptz - ${day}`,
);
const ahead = `(SELECT count(*)::int FROM messaging_limit_waits w WHERE w.workspace_id = $1 AND w.portfolio = $2 AND w.written_at < $4 AND w.seen_at > $5)`;
/** Takes one of those that are left over by what was written before $4, waits and looked after $5; touches no row where none is, or the provider said so for a time after $3. */
export const takeFree = statement(
  'channels.takeFreePlace',
  `UPDATE messaging_limits SET free = free - 1 WHERE ${own} AND (most IS NULL OR free > ${ahead}) AND (full_until IS NULL OR full_until <= $3::timestamptz)`,
);
/** Of a message ($2) that waits: $4 when it was written, $5 now. */
export const standInLine = statement(
  'channels.standInLine',
  `INSERT INTO messaging_limit_waits (workspace_id, waits, portfolio, written_at, seen_at) VALUES ($1, hashtext($2), $3, $4, $5)
   ON CONFLICT (workspace_id, waits) DO UPDATE SET portfolio = excluded.portfolio, written_at = excluded.written_at, seen_at = excluded.seen_at`,
);
export const leaveLine = statement(
  'channels.leaveLine',
  'DELETE FROM messaging_limit_waits WHERE workspace_id = $1 AND waits IN (SELECT hashtext(m) FROM unnest($2::text[]) m)',
);
export const forgetLine = statement('channels.forgetLine', 'DELETE FROM messaging_limit_waits WHERE workspace_id = $1 AND seen_at <= $2');
/** When the provider's word ends ($3 now), and whether those before (as of `takeFree`) take all there is; then when the place after theirs is free, null where they take that too. */
export const turnInLine = statement<{ fullUntil: Date | null; isTaken: boolean; freeAt: Date | null }>(
  'channels.turnInLine',
  `SELECT l.full_until AS "fullUntil", coalesce(c.used + c.ahead >= l.most, false) AS "isTaken",
     (SELECT p.begun_at + ${day} FROM messaging_limit_places p WHERE p.workspace_id = $1 AND p.portfolio = $2 AND p.begun_at > $3::timestamptz - ${day}
        AND c.used + c.ahead >= l.most ORDER BY p.begun_at OFFSET greatest(c.used + c.ahead - l.most, 0) LIMIT 1) AS "freeAt"
   FROM messaging_limits l CROSS JOIN LATERAL (SELECT ${ahead} AS ahead, (SELECT count(*)::int FROM messaging_limit_places p
       WHERE p.workspace_id = $1 AND p.portfolio = $2 AND p.begun_at > $3::timestamptz - ${day}) AS used) c
   WHERE ${own}`,
);
/** $4 the message that took it, $5 now. */
export const putPlace = statement(
  'channels.putBegunPlace',
  `INSERT INTO messaging_limit_places (workspace_id, portfolio, slot, taken_by, begun_at) VALUES ($1, $2, hashtext($3), hashtext($4), $5)
   ON CONFLICT (workspace_id, portfolio, slot) DO UPDATE SET taken_by = excluded.taken_by, begun_at = excluded.begun_at`,
);
/** Held until the count stands, so that nobody takes what the count did not see. Nothing comes back where it was counted after $3. */
export const holdToCount = statement<unknown>(
  'channels.holdLimitToCount',
  `SELECT FROM messaging_limits WHERE ${own} AND most IS NOT NULL AND counted_at <= $3 FOR UPDATE`,
);
export const countAnew = statement(
  'channels.countLimitAnew',
  `UPDATE messaging_limits SET counted_at = $3::timestamptz, free = greatest(0, most - (
     SELECT count(*) FROM messaging_limit_places p WHERE p.workspace_id = $1 AND p.portfolio = $2 AND p.begun_at > $3::timestamptz - ${day}))
   WHERE ${own}`,
);
/** The provider said that nothing is left, whatever was counted here: others may write in the name of the same portfolio. */
export const sayFull = statement('channels.sayLimitFull', `UPDATE messaging_limits SET full_until = $3 WHERE ${own}`);
/** These messages reached nobody: whom they would have begun with was not begun with, unless by another. */
export const giveBack = statement(
  'channels.giveBegunPlaceBack',
  'DELETE FROM messaging_limit_places WHERE workspace_id = $1 AND taken_by IN (SELECT hashtext(m) FROM unnest($2::text[]) m)',
);
/** The provider would have to begin with $3 (the identity), whatever was counted here. */
export const giveSlotBack = statement(
  'channels.giveBegunSlotBack',
  `DELETE FROM messaging_limit_places WHERE ${own} AND slot = hashtext($3)`,
);
export const forgetPlaces = statement(
  'channels.forgetBegunPlaces',
  `DELETE FROM messaging_limit_places WHERE workspace_id = $1 AND begun_at <= $2::timestamptz - ${day}`,
);
