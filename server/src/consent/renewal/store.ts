// SQL of asking anew: whose yes is about to end, or ended because what it was to changed, and who was asked about which yes.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, MessageId, PersonId } from '#kit/ids';
import { askedForSql, type ChannelKind } from '#purposes';

export type Why = 'lapses' | 'changed';
/** A yes that somebody is to be asked about anew; `endsOn` is the first day on which it no longer counts by its time, YYYY-MM-DD. */
export type Due = {
  readonly event: Id<'cns'>;
  readonly person: PersonId;
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly why: Why;
  readonly endsOn: string;
};
type Renewal = Omit<Due, 'endsOn'> & {
  readonly state: 'asked' | 'put-off';
  readonly because: string | null;
  readonly message: MessageId | null;
  readonly at: Date;
};
export type Figures = { stand: number; ending: number; asked: number; changedEnded: number; changedAsked: number };

/** The newest words that are a yes, whatever it is worth by now, with the day on which each ends by its time. $1 workspace, $2 now. */
const yeses = `SELECT e.id, e.person_id, e.purpose, e.channel, e.at, e.purpose_version, t.meaning, t.ask_before_end, t.ask_changed, t.changed_at,
     least(((e.at AT TIME ZONE 'UTC')::date + t.renew_after::interval)::date, e.lapses_on) AS ends_on, ($2::timestamptz AT TIME ZONE 'UTC')::date AS today
   FROM (${askedForSql('$1')}) t JOIN consent_events e ON e.workspace_id = $1 AND e.purpose = t.code AND e.state = 'given'
   WHERE NOT EXISTS (SELECT FROM consent_events l WHERE l.workspace_id = $1 AND l.person_id = e.person_id AND l.purpose = e.purpose AND l.channel = e.channel AND (l.at, l.id) > (e.at, e.id))`;
const isEnding = (within: string) => `y.purpose_version >= y.meaning AND y.ends_on > y.today AND y.ends_on <= y.today + ${within}::int`;
/** It stood when the meaning changed. */
const hasEnded = "y.purpose_version < y.meaning AND y.at < y.changed_at AND y.ends_on > (y.changed_at AT TIME ZONE 'UTC')::date";
const wasAsked = `EXISTS (SELECT FROM consent_renewals r WHERE r.workspace_id = $1 AND r.event_id = y.id AND r.state = 'asked')`;
/** $3 days before the end, $4 since when a change is asked about, $5 what was put off before then is looked at again. */
const dueRows = `SELECT y.id AS event, y.person_id AS person, y.purpose, y.channel, CASE WHEN y.purpose_version < y.meaning THEN 'changed' ELSE 'lapses' END AS why,
     to_char(y.ends_on, 'YYYY-MM-DD') AS "endsOn"
   FROM (${yeses}) y LEFT JOIN consent_renewals p ON p.workspace_id = $1 AND p.event_id = y.id
   WHERE (y.ask_before_end OR y.ask_changed) AND (p.event_id IS NULL OR (p.state = 'put-off' AND p.at < $5))
     AND ((y.ask_before_end AND ${isEnding('$3')}) OR (y.ask_changed AND y.changed_at > $4 AND ${hasEnded}))`;
/** $6 how many, $7 one event alone or null, $8 events that are left out. */
const due = statement<Due>(
  'consent.renewals-due',
  `${dueRows} AND ($7::text IS NULL OR y.id = $7) AND NOT y.id = ANY($8::text[]) ORDER BY p.at NULLS FIRST, y.ends_on, y.id LIMIT $6`,
);
const put = statement(
  'consent.put-renewal',
  `INSERT INTO consent_renewals AS r (workspace_id, event_id, person_id, purpose, channel, why, state, because, message_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   ON CONFLICT (workspace_id, event_id) DO UPDATE SET why = excluded.why, state = excluded.state, because = excluded.because, message_id = excluded.message_id, at = excluded.at
   WHERE r.state = 'put-off'`,
);
/** $6 why, $7 until when. */
const putOffAll = statement(
  'consent.put-off-renewals',
  `INSERT INTO consent_renewals AS r (workspace_id, event_id, person_id, purpose, channel, why, state, because, at)
   SELECT $1, d.event, d.person, d.purpose, d.channel, d.why, 'put-off', $6, $7 FROM (${dueRows}) d
   ON CONFLICT (workspace_id, event_id) DO UPDATE SET because = excluded.because, at = excluded.at WHERE r.state = 'put-off'`,
);
const columns = 'event_id AS event, person_id AS person, purpose, channel, why, state, because, message_id AS message, at';
const ofPeople = statement<Renewal>(
  'consent.renewals-of',
  `SELECT ${columns} FROM consent_renewals WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at`,
);
const erase = statement('consent.erase-renewals', 'DELETE FROM consent_renewals WHERE workspace_id = $1 AND person_id = ANY($2::text[])');
/** $3 purpose, $4 days. */
const figures = statement<Figures>(
  'consent.renewal-figures',
  `SELECT count(*) FILTER (WHERE y.purpose_version >= y.meaning AND y.ends_on > y.today)::int AS stand, count(*) FILTER (WHERE ${isEnding('$4')})::int AS ending,
     count(*) FILTER (WHERE ${isEnding('$4')} AND ${wasAsked})::int AS asked, count(*) FILTER (WHERE ${hasEnded})::int AS "changedEnded",
     count(*) FILTER (WHERE ${hasEnded} AND ${wasAsked})::int AS "changedAsked"
   FROM (${yeses} AND e.purpose = $3) y`,
);
/** $3 days before the end, $4 days after it. */
const unasked = statement<{ count: number }>(
  'consent.ends-unasked',
  `SELECT count(*) FROM (${yeses}) y WHERE y.purpose_version >= y.meaning AND y.ends_on <= y.today + $3::int AND y.ends_on > y.today - $4::int AND NOT ${wasAsked}`,
);

export const renewalStore = {
  due: (ctx: Ctx, facts: readonly unknown[]) => ctx.db.all(due, [ctx.workspace, ctx.now, ...facts]),
  /** Whether it was written down: what was asked once stays so. */
  put: async (
    ctx: Ctx,
    { event, person, purpose, channel, why }: Omit<Due, 'endsOn'>,
    how: Pick<Renewal, 'state' | 'because' | 'message'>,
  ) => (await ctx.db.run(put, [ctx.workspace, event, person, purpose, channel, why, how.state, how.because, how.message, ctx.now])) > 0,
  putOffAll: (ctx: Ctx, facts: readonly unknown[]) => ctx.db.run(putOffAll, [ctx.workspace, ctx.now, ...facts]),
  ofPeople: (ctx: Ctx, people: readonly string[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
  figures: (ctx: Ctx, purpose: string, days: number) => ctx.db.one(figures, [ctx.workspace, ctx.now, purpose, days]),
  unasked: async (ctx: Ctx, before: number, after: number) => (await ctx.db.one(unasked, [ctx.workspace, ctx.now, before, after])).count,
};
