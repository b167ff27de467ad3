// The only SQL for what staff hear of the reception: what waits, and that others found no room.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';

const wasFull = `EXISTS (SELECT 1 FROM handover_keys k WHERE k.workspace_id = $1 AND k.turned_away_at > $2::timestamptz - interval '1 day')`;
/** Notes that the mail about those that wait is due: once when one came, once in its last three days, and daily while others find no room; one mail a day however many come. */
const remindOfArrivals = statement<{ id: Id<'hov'> }>(
  'rights.remindOfArrivals',
  `UPDATE handover_arrivals a SET reminded_at = $2 WHERE a.workspace_id = $1 AND a.state = 'waiting' AND a.until > $2
     AND (a.reminded_at IS NULL OR (a.until <= $2::timestamptz + interval '3 days' AND a.reminded_at < a.until - interval '3 days') OR ${wasFull})
     AND NOT EXISTS (SELECT 1 FROM handover_arrivals r WHERE r.workspace_id = $1 AND r.reminded_at > $2::timestamptz - interval '20 hours') RETURNING id`,
);
const waitingArrivals = statement<{ count: number; until: Date | null; full: boolean }>(
  'rights.waitingArrivals',
  `SELECT count(*)::int AS count, min(until) AS until, ${wasFull} AS full FROM handover_arrivals WHERE workspace_id = $1 AND state = 'waiting' AND until > $2`,
);
const turnedAway = statement(
  'rights.turnedAway',
  `UPDATE handover_keys SET turned_away_at = $2 WHERE workspace_id = $1 AND id = (SELECT max(n.id) FROM handover_keys n WHERE n.workspace_id = $1)
     AND (turned_away_at IS NULL OR turned_away_at < $2::timestamptz - interval '1 hour')`,
);

export const waitingStore = {
  /** Whether a mail about what waits is due. */
  remind: async (ctx: Ctx) => (await ctx.db.all(remindOfArrivals, [ctx.workspace, ctx.now])).length > 0,
  /** `full`: somebody found no room within the last day. */
  waiting: (ctx: Ctx) => ctx.db.one(waitingArrivals, [ctx.workspace, ctx.now]),
  /** Somebody found no room. */
  turnedAway: (ctx: Ctx) => ctx.db.run(turnedAway, [ctx.workspace, ctx.now]),
};
