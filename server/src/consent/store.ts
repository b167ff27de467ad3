// SQL of consent events: insert, read, and delete for an erasure only.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Kept } from '#kit/holding';
import type { Id, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { type ChannelKind, type Language, periodsSql, renewalSql, termsSql } from '#purposes';
import type { AgeBand } from './children.ts';
import type { Method, State } from './types.ts';

export type Row = {
  readonly id: Id<'cns'>;
  readonly person: PersonId;
  readonly purpose: string;
  readonly purposeVersion: number;
  readonly channel: ChannelKind;
  readonly state: State;
  readonly method: Method;
  readonly by: 'self' | 'parent' | 'agent' | 'import';
  readonly actor: string;
  readonly at: Date;
  readonly noticeId: Id<'ntc'> | null;
  readonly noticeVersion: number | null;
  readonly noticeHash: string | null;
  readonly language: Language | null;
  readonly wording: Sealed;
  readonly session: Sealed | null;
  readonly evidence: Sealed | null;
  readonly confirms: Id<'cns'> | null;
  readonly explicit: boolean;
  readonly lapsesOn: string | null;
  readonly enteredAt: Date | null;
  readonly age: AgeBand | null;
  readonly ageLimit: number | null;
  readonly country: string | null;
  readonly identity: Id<'idn'> | null;
};
/** The newest event of one person for a purpose on a channel. */
export type Latest = Pick<Row, 'id' | 'person' | 'purpose' | 'channel' | 'state' | 'method' | 'at'>;

/** `ranOut`: a yes that is over also by the terms under which it was given. */
type LatestOfAll = Latest & { readonly ranOut: boolean; readonly lapsesOn: string | null };

/** The state that counts: a yes is none any more to a purpose that means something else by now, to special categories without a statement of its own, or once it has run out. */
const countedState = (now: string) =>
  `CASE WHEN state <> 'given' THEN state
     WHEN purpose_version < t.meaning OR (cardinality(t.special) > 0 AND NOT explicit) THEN 'invalidated'
     WHEN ${isOverBy('t.renew_after', now)} THEN 'expired'
     ELSE state END AS state`;
const isOverBy = (renewAfter: string, now: string) =>
  `((at AT TIME ZONE 'UTC')::date + ${renewAfter}::interval <= (${now} AT TIME ZONE 'UTC')::date OR coalesce(lapses_on <= (${now} AT TIME ZONE 'UTC')::date, false))`;

/** Rows of `Latest` for one purpose and channel, one per person. The arguments are placeholders of the statement that this becomes part of; `people` is an array of ids. */
export const latestConsentSql = (workspace: string, people: string, purpose: string, channel: string, now: string) =>
  `SELECT e.id, e.person_id AS person, e.purpose, e.channel, e.method, ${countedState(now)}, e.at FROM (
     SELECT DISTINCT ON (person_id) * FROM consent_events
     WHERE workspace_id = ${workspace} AND person_id = ANY(${people}) AND purpose = ${purpose} AND channel = ${channel} ORDER BY person_id, at DESC, id DESC
   ) e CROSS JOIN LATERAL (${termsSql(workspace, 'e.purpose')}) t`;

const asGiven = `coalesce((${renewalSql('$1', 'e.purpose', 'e.purpose_version')}), t.renew_after)`;
const latest = statement<Latest>('consent.latest', latestConsentSql('$1', '$2', '$3', '$4', '$5::timestamptz'));
const latestOfAll = statement<LatestOfAll>(
  'consent.latest-of-all',
  `SELECT e.id, e.person_id AS person, e.purpose, e.channel, e.method, ${countedState('$3::timestamptz')}, e.at, to_char(e.lapses_on, 'YYYY-MM-DD') AS "lapsesOn",
     CASE WHEN ${isOverBy('t.renew_after', '$3::timestamptz')} THEN ${isOverBy(asGiven, '$3::timestamptz')} ELSE false END AS "ranOut" FROM (
     SELECT DISTINCT ON (person_id, purpose, channel) * FROM consent_events
     WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY person_id, purpose, channel, at DESC, id DESC
   ) e CROSS JOIN LATERAL (${termsSql('$1', 'e.purpose')}) t`,
);
const insert = statement(
  'consent.insert',
  `INSERT INTO consent_events (workspace_id, id, person_id, purpose, purpose_version, channel, state, method, said_by, actor, at,
   notice_id, notice_version, notice_hash, language, wording, session, evidence, confirms, explicit, lapses_on, entered_at, age, age_limit, country, identity_id)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)`,
);
export const eventColumns = `id, person_id AS person, purpose, purpose_version AS "purposeVersion", channel, state, method, said_by AS by, actor, at, notice_id AS "noticeId",
   notice_version AS "noticeVersion", notice_hash AS "noticeHash", language, wording, session, evidence, confirms, explicit, lapses_on AS "lapsesOn", entered_at AS "enteredAt",
   age, age_limit AS "ageLimit", country, identity_id AS identity`;
const events = statement<Row>(
  'consent.events',
  `SELECT ${eventColumns} FROM consent_events WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY at DESC, id DESC LIMIT $3`,
);
const one = statement<Row>('consent.event', `SELECT ${eventColumns} FROM consent_events WHERE workspace_id = $1 AND id = $2`);
const pendingSince = statement<{ count: number }>(
  'consent.pending-since',
  `SELECT count(*) FROM consent_events WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND state = 'pending' AND at > $3`,
);
const descent = statement<{ id: string }>(
  'consent.descent',
  `WITH RECURSIVE up AS (SELECT id, confirms FROM consent_events WHERE workspace_id = $1 AND id = $2
     UNION SELECT e.id, e.confirms FROM up JOIN consent_events e ON e.workspace_id = $1 AND e.id = up.confirms)
   SELECT id FROM up WHERE id = $3 AND id <> $2`,
);
const agesSaid = statement<{ age: AgeBand; country: string }>(
  'consent.ages-said',
  `SELECT DISTINCT age, country FROM consent_events WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND age IS NOT NULL AND at > $3`,
);
const unconfirmed = statement<Pick<Row, 'id' | 'person' | 'purpose' | 'channel'>>(
  'consent.unconfirmed',
  `SELECT e.id, e.person_id AS person, e.purpose, e.channel FROM consent_events e WHERE e.workspace_id = $1 AND e.state = 'pending' AND e.at <= $2
   AND NOT EXISTS (SELECT 1 FROM consent_events c WHERE c.workspace_id = $1 AND c.confirms = e.id) ORDER BY e.at LIMIT 500`,
);
const removeOne = statement('consent.delete-one', 'DELETE FROM consent_events WHERE workspace_id = $1 AND id = $2 AND person_id = $3');
const count = statement<{ count: number }>(
  'consent.count',
  'SELECT count(*) FROM consent_events WHERE workspace_id = $1 AND person_id = ANY($2)',
);
/** A yes keeps whoever gave it as long as its purpose says; any word about consent is proof for as long as rights are answered for (Art. 7(1)), but for the
 *  no of a browser's signal: it proves nothing that the next visit does not say again. */
const keeps = statement<Kept>(
  'consent.keeps',
  `SELECT e.person_id AS person, 'consent' AS because, to_char(max((e.at AT TIME ZONE 'UTC')::date + p.period), 'YYYY-MM-DD') AS until
   FROM consent_events e JOIN (${periodsSql('$1')}) p ON p.code = CASE WHEN e.state = 'given' THEN e.purpose ELSE 'rights-fulfilment' END
   WHERE e.workspace_id = $1 AND e.person_id = ANY($2::text[]) AND NOT (e.state = 'refused' AND e.method = 'signal') GROUP BY 1`,
);
const allowDelete = statement('consent.allow-delete', `SELECT set_config('parley.erasing', $1, true)`);
const remove = statement('consent.delete', 'DELETE FROM consent_events WHERE workspace_id = $1 AND person_id = $2');
const standing = `SELECT DISTINCT ON (person_id, purpose, channel) state, at, notice_id, entered_at FROM consent_events WHERE workspace_id = $1
   ORDER BY person_id, purpose, channel, at DESC, id DESC`;
const unproved = statement<{ count: number }>(
  'consent.unproved',
  `SELECT count(*) FROM (${standing}) s WHERE state = 'given' AND notice_id IS NULL AND entered_at IS NULL`,
);
const older = statement<{ count: number }>('consent.older', `SELECT count(*) FROM (${standing}) s WHERE state = 'given' AND at < $2`);

/** The newest event per person, for one purpose and channel. */
export async function readLatest(ctx: Ctx, people: readonly PersonId[], purpose: string, channel: string): Promise<Latest[]> {
  return ctx.db.all(latest, [ctx.workspace, people, purpose, channel, ctx.now]);
}

/** The newest event per person, purpose and channel. */
export async function readLatestOfAll(ctx: Ctx, people: readonly PersonId[]): Promise<LatestOfAll[]> {
  return ctx.db.all(latestOfAll, [ctx.workspace, people, ctx.now]);
}

/** Until when consents keep these people, or the proof of them. */
export async function keptBy(ctx: Ctx, people: readonly PersonId[]): Promise<Kept[]> {
  return ctx.db.all(keeps, [ctx.workspace, people]);
}

export async function addEvent(ctx: Ctx, e: Row): Promise<void> {
  const what = [e.id, e.person, e.purpose, e.purposeVersion, e.channel, e.state, e.method, e.by, e.actor, e.at];
  await ctx.db.run(insert, [
    ctx.workspace,
    ...what,
    e.noticeId,
    e.noticeVersion,
    e.noticeHash,
    e.language,
    e.wording,
    e.session,
    e.evidence,
    ...[e.confirms, e.explicit, e.lapsesOn, e.enteredAt, e.age, e.ageLimit, e.country, e.identity],
  ]);
}

export async function readEvent(ctx: Ctx, id: Id<'cns'>): Promise<Row | undefined> {
  return ctx.db.maybe(one, [ctx.workspace, id]);
}

/** How many yeses of these people began to wait after an instant. */
export async function countPendingSince(ctx: Ctx, people: readonly PersonId[], since: Date): Promise<number> {
  return (await ctx.db.one(pendingSince, [ctx.workspace, people, since])).count;
}

/** Whether the later event confirms the earlier one, by itself or over the steps between. */
export async function descendsFrom(ctx: Ctx, later: Id<'cns'>, earlier: Id<'cns'>): Promise<boolean> {
  return (await ctx.db.maybe(descent, [ctx.workspace, later, earlier])) !== undefined;
}

/** The ages that these people said since an instant, with the country of each. */
export async function readAges(ctx: Ctx, people: readonly PersonId[], since: Date): Promise<{ age: AgeBand; country: string }[]> {
  return ctx.db.all(agesSaid, [ctx.workspace, people, since]);
}

/** At most 500 that have waited since before an instant and that nothing confirms, oldest first. */
export async function readUnconfirmed(ctx: Ctx, before: Date): Promise<Pick<Row, 'id' | 'person' | 'purpose' | 'channel'>[]> {
  return ctx.db.all(unconfirmed, [ctx.workspace, before]);
}

/** Lets the trigger pass deletions of this person's words; of nobody's with an empty one. */
export async function allowErasing(ctx: Ctx, person: string): Promise<void> {
  await ctx.db.one(allowDelete, [person]);
}

/** Deletes one event, which the trigger lets through as it does an erasure. */
export async function forgetEvent(ctx: Ctx, { id, person }: Pick<Row, 'id' | 'person'>): Promise<void> {
  await allowErasing(ctx, person);
  await ctx.db.run(removeOne, [ctx.workspace, id, person]);
  await allowErasing(ctx, '');
}

/** Newest first, at most `limit`. */
export async function readEvents(ctx: Ctx, people: readonly string[], limit: number): Promise<Row[]> {
  return ctx.db.all(events, [ctx.workspace, people, limit]);
}

export async function countEvents(ctx: Ctx, people: readonly string[]): Promise<number> {
  return (await ctx.db.one(count, [ctx.workspace, people])).count;
}

/** Deletes every event of these people; the trigger lets only this way through. */
export async function eraseEvents(ctx: Ctx, people: readonly string[]): Promise<number> {
  let gone = 0;
  for (const person of people) {
    await allowErasing(ctx, person);
    gone += await ctx.db.run(remove, [ctx.workspace, person]);
  }
  await allowErasing(ctx, '');
  return gone;
}

/** Consents that stand without a notice behind them. */
export async function countUnproved(ctx: Ctx): Promise<number> {
  return (await ctx.db.one(unproved, [ctx.workspace])).count;
}

/** Consents that stand and were given before this instant. */
export async function countOlder(ctx: Ctx, before: Date): Promise<number> {
  return (await ctx.db.one(older, [ctx.workspace, before])).count;
}
