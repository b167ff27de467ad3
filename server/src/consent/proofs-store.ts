// The only SQL for words about consent that go because their own time is over, while their person stays. A word is over when the next one about the same came, or when the yes that it was ran out; a yes or a no that
// stands, a question that is open, and every step towards a word that stays are none of these, whatever their age (Art. 7(1), 7(3)).
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import { type ChannelKind, proofPeriodSql, renewalSql, termsSql } from '#purposes';

/** `isLast`: nothing newer was said about it by this person, so that without it nothing is known. */
export type PastWord = {
  readonly id: string;
  readonly person: PersonId;
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly endsOn: string;
  readonly isLast: boolean;
};
const dayOf = (at: string) => `(${at} AT TIME ZONE 'UTC')::date`;
const same = (one: string, other: string) =>
  `${one}.workspace_id = $1 AND ${one}.person_id = ${other}.person_id AND ${one}.purpose = ${other}.purpose AND ${one}.channel = ${other}.channel`;
/** The last day on which the word `e` stays, null while it is in force. A yes runs out by the longer of the terms of today and of then. */
const endOf = (e: string) => `SELECT n.at IS NULL AS is_last, (${proofPeriodSql('$1')})
     + CASE WHEN ${e}.state = 'given' THEN least(${dayOf('n.at')}, ${e}.lapses_on, greatest(${dayOf(`${e}.at`)} + t.renew_after::interval, ${dayOf(`${e}.at`)} + (${renewalSql('$1', `${e}.purpose`, `${e}.purpose_version`)})::interval))
       WHEN ${e}.state IN ('expired', 'invalidated') THEN coalesce(${dayOf('n.at')}, ${dayOf(`${e}.at`)}) ELSE ${dayOf('n.at')} END AS ends_on
   FROM (${termsSql('$1', `${e}.purpose`)}) t LEFT JOIN LATERAL (SELECT l.at FROM consent_events l WHERE ${same('l', e)} AND (l.at, l.id) > (${e}.at, ${e}.id) ORDER BY l.at, l.id LIMIT 1) n ON true`;
const kept = 'id, person_id, purpose, purpose_version, channel, state, at, lapses_on';
/** What was confirmed by a word that stays. */
const isStep = `EXISTS (WITH RECURSIVE later AS (
     SELECT ${kept} FROM consent_events WHERE workspace_id = $1 AND confirms = e.id
     UNION SELECT ${kept.replaceAll(/\w+/g, 'c.$&')} FROM later b JOIN consent_events c ON c.workspace_id = $1 AND c.confirms = b.id)
   SELECT FROM later b CROSS JOIN LATERAL (${endOf('b')}) o WHERE o.ends_on IS NULL OR o.ends_on >= $2::date)`;

/** $2 the day, $3 and $4 after which place, $5 how many to look at; `place` is where the next page begins, null when nothing older than that is left. The last word goes only when it is the only one: an older one must not come to life again. */
export const pastWords = statement<{ rows: PastWord[]; at: string | null; id: string | null }>(
  'consent.past',
  `WITH looked AS (SELECT ${kept} FROM consent_events WHERE workspace_id = $1 AND ($3::timestamptz IS NULL OR (at, id) > ($3::timestamptz, $4::text))
     AND at < ($2::date - (${proofPeriodSql('$1')})) AT TIME ZONE 'UTC' + interval '4 days' ORDER BY at, id LIMIT $5),
   past AS (SELECT e.id, e.person_id AS person, e.purpose, e.channel, to_char(w.ends_on, 'YYYY-MM-DD') AS "endsOn", w.is_last AS "isLast"
     FROM looked e CROSS JOIN LATERAL (${endOf('e')}) w WHERE w.ends_on < $2::date AND NOT ${isStep}
       AND NOT (w.is_last AND EXISTS (SELECT FROM consent_events o WHERE ${same('o', 'e')} AND (o.at, o.id) < (e.at, e.id))) ORDER BY e.at, e.id)
   SELECT (SELECT coalesce(json_agg(past), '[]') FROM past) AS rows, n.at, n.id FROM (SELECT 1) one
     LEFT JOIN LATERAL (SELECT at::text, id FROM looked WHERE (SELECT count(*) FROM looked) = $5 ORDER BY looked.at DESC, id DESC LIMIT 1) n ON true`,
);
export const dropOfEvents = ['consent_confirmations', 'consent_renewals'].map((table) =>
  statement(`consent.let-go-${table}`, `DELETE FROM ${table} WHERE workspace_id = $1 AND event_id = ANY($2::text[])`),
);
export const dropEvents = statement(
  'consent.let-go-events',
  'DELETE FROM consent_events WHERE workspace_id = $1 AND person_id = $2 AND id = ANY($3::text[])',
);
