// The only SQL for fields, their values, and how often they are read.
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { periodsSinceSql, periodsSql } from '#purposes';
import type { Field, FieldId } from './types.ts';

const columns = `f.id, f.names, f.kind, f.choices, f.purpose, f.period, f.special, f.tells_of AS "tellsOf", f.provided, f.created_at AS "createdAt"`;
export type Counted = Field & { readonly values: number };
const standing = `FROM person_fields f WHERE f.workspace_id = $1 AND f.stopped_at IS NULL ORDER BY lower(f.names ->> 'en'), f.id LIMIT 200`;
/** Those that take values, by name. */
export const fieldsPlain = statement<Field>('fields.plain', `SELECT ${columns} ${standing}`);
/** The same with how many values stand now. */
export const fieldRows = statement<Counted>(
  'fields.all',
  `SELECT ${columns}, (SELECT count(*) FROM person_field_values v WHERE v.workspace_id = $1 AND v.field_id = f.id)::int AS values
   ${standing}`,
);
export const insertField = statement(
  'fields.insert',
  `INSERT INTO person_fields (workspace_id, id, names, kind, choices, purpose, period, starts, special, provided, created_at, tells_of)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 'set', $8, $9, $10, $11)`,
);
/** The field while it takes values; it is not stopped until the transaction ends. */
export const fieldHeld = statement<Field>(
  'fields.held',
  `SELECT ${columns} FROM person_fields f WHERE f.workspace_id = $1 AND f.id = $2 AND f.stopped_at IS NULL FOR SHARE`,
);
export const lockField = statement<{ id: FieldId }>(
  'fields.lock',
  'SELECT id FROM person_fields WHERE workspace_id = $1 AND id = $2 AND stopped_at IS NULL FOR UPDATE',
);
/** Those among these that take values. */
export const standingAmong = statement<{ id: FieldId }>(
  'fields.standingAmong',
  'SELECT id FROM person_fields WHERE workspace_id = $1 AND id = ANY($2::text[]) AND stopped_at IS NULL ORDER BY id FOR UPDATE',
);
export const stopField = statement('fields.stop', 'UPDATE person_fields SET stopped_at = $3 WHERE workspace_id = $1 AND id = $2');
export const countStanding = statement<{ count: number }>(
  'fields.count',
  'SELECT count(*)::int AS count FROM person_fields WHERE workspace_id = $1 AND stopped_at IS NULL',
);

const gone = `NOT EXISTS (SELECT 1 FROM person_field_values v WHERE v.workspace_id = f.workspace_id AND v.field_id = f.id)`;
/** Reads of fields that were stopped and of which no value is left, and reads before $2. */
export const dropReads = statement(
  'fields.dropReads',
  `DELETE FROM person_field_reads r USING person_fields f WHERE r.workspace_id = $1 AND f.workspace_id = r.workspace_id AND f.id = r.field_id
     AND (r.day < $2::date OR (f.stopped_at IS NOT NULL AND ${gone}))`,
);
/** Those stopped before $2 of which no value is left: until then the data map knows what their values were read for. */
export const dropStopped = statement(
  'fields.dropStopped',
  `DELETE FROM person_fields f WHERE f.workspace_id = $1 AND f.stopped_at < $2 AND ${gone}`,
);
/** Each purpose and period that a field was declared with; `isOver` where none of them takes or holds values any more. */
export const servings = statement<{ purpose: string; period: string; isOver: boolean }>(
  'fields.servings',
  `SELECT f.purpose, f.period, bool_and(f.stopped_at IS NOT NULL AND ${gone}) AS "isOver" FROM person_fields f WHERE f.workspace_id = $1
   GROUP BY 1, 2 ORDER BY 1, 2`,
);

// what a purpose keeps for a shorter time by now is read by nobody after that (Art. 5(1)(e)), and goes after the days in which it can be undone
const joined = `FROM person_field_values v JOIN person_fields f ON f.workspace_id = v.workspace_id AND f.id = v.field_id
   LEFT JOIN (${periodsSinceSql('$1')}) p ON p.code = f.purpose`;
const ends = 'least(v.until, v.set_at + p.period)';
/** After a purpose was switched off, or keeps for a shorter time, values stay so many days, in which that can be undone; nobody reads them meanwhile. */
export const graceDays = 7;
const goes = `least(v.until, greatest(v.set_at + p.period, p.since + interval '${graceDays} days'))`;

export const emptyField = statement<{ id: FieldId }>(
  'fields.empty',
  `SELECT f.id FROM person_fields f WHERE f.workspace_id = $1 AND f.id = $2 AND f.stopped_at IS NULL AND ${gone}`,
);

export type ValueRow = Field & {
  readonly person: PersonId;
  readonly value: Sealed;
  readonly setAt: Date;
  readonly until: Date;
};
/** $3 now; null for all that is there, also of stopped fields. The newest of each field comes first. */
export const valuesOf = statement<ValueRow>(
  'fields.valuesOf',
  `SELECT ${columns}, v.person_id AS person, v.value, v.set_at AS "setAt", ${ends} AS until ${joined}
   WHERE v.workspace_id = $1 AND v.person_id = ANY($2::text[]) AND ($3::timestamptz IS NULL OR (${ends} > $3 AND f.stopped_at IS NULL))
   ORDER BY lower(f.names ->> 'en'), f.id, v.set_at DESC, array_position($2::text[], v.person_id::text)`,
);
export type StandingRow = Pick<Field, 'id' | 'names' | 'choices' | 'purpose' | 'tellsOf'> & {
  readonly until: Date;
  readonly stoppedAt: Date | null;
};
/** The same without the values, once for each field: the one that lasts longest, and until when, after the days of grace of a shorter period. */
export const standingOf = statement<StandingRow>(
  'fields.standingOf',
  `SELECT DISTINCT ON (f.id) f.id, f.names, f.choices, f.purpose, f.tells_of AS "tellsOf", f.stopped_at AS "stoppedAt", ${goes} AS until ${joined}
   WHERE v.workspace_id = $1 AND v.person_id = ANY($2::text[]) ORDER BY f.id, ${goes} DESC LIMIT 400`,
);
export const putValue = statement<{ until: Date }>(
  'fields.putValue',
  `INSERT INTO person_field_values (workspace_id, person_id, field_id, value, set_at, until)
   SELECT f.workspace_id, $2::text, f.id, $4::bytea, $5::timestamptz, least($5::timestamptz + f.period::interval, $5::timestamptz + p.period) FROM person_fields f
   LEFT JOIN (${periodsSql('$1')}) p ON p.code = f.purpose WHERE f.workspace_id = $1 AND f.id = $3
   ON CONFLICT (workspace_id, person_id, field_id) DO UPDATE SET value = excluded.value, set_at = excluded.set_at, until = excluded.until RETURNING until`,
);
export const hasValue = statement<{ id: FieldId }>(
  'fields.hasValue',
  'SELECT field_id AS id FROM person_field_values WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND field_id = $3 LIMIT 1',
);
export const dropValue = statement(
  'fields.dropValue',
  'DELETE FROM person_field_values WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND field_id = $3',
);
export const countValues = statement<{ count: number }>(
  'fields.countValues',
  'SELECT count(*) FROM person_field_values WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const countByServing = statement<{ purpose: string; period: string; count: number }>(
  'fields.countByServing',
  `SELECT f.purpose, f.period, count(*)::int AS count FROM person_field_values v
   JOIN person_fields f ON f.workspace_id = v.workspace_id AND f.id = v.field_id
   WHERE v.workspace_id = $1 AND v.person_id = ANY($2::text[]) GROUP BY 1, 2 ORDER BY 1, 2`,
);
export const eraseValues = statement(
  'fields.eraseValues',
  'DELETE FROM person_field_values WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
const over = `(${goes} <= $2 OR f.stopped_at <= $2)`;
const others = `USING person_fields f LEFT JOIN (${periodsSinceSql('$1')}) p ON p.code = f.purpose
   WHERE v.workspace_id = $1 AND f.workspace_id = v.workspace_id AND f.id = v.field_id`;
/** People with a value whose time is over at $2, after a place; $4 many. $5 one field only, null for all. Also those with one for purposes among $6. */
export const peopleOver = statement<{ person: PersonId }>(
  'fields.peopleOver',
  `SELECT DISTINCT v.person_id AS person ${joined} WHERE v.workspace_id = $1 AND (${over} OR f.purpose = ANY($6::text[])) AND v.person_id > $3
     AND ($5::text IS NULL OR f.id = $5) ORDER BY 1 LIMIT $4`,
);
/** Those among $3 with a value whose time is over at $2. */
export const overAmong = statement<{ person: PersonId }>(
  'fields.overAmong',
  `SELECT DISTINCT v.person_id AS person ${joined} WHERE v.workspace_id = $1 AND ${over} AND v.person_id = ANY($3::text[])`,
);
export const dropOver = statement(
  'fields.dropOver',
  `DELETE FROM person_field_values v ${others} AND ${over} AND v.person_id = ANY($3::text[]) AND ($4::text IS NULL OR f.id = $4)`,
);
const goesAt = `least(${goes}, f.stopped_at, o.at)`;
/** Values that go on the day $2 or before it, $3 many; purposes $4 are off, and what is noted for them goes from $5 on. */
export const goingUntil = statement<{ person: PersonId; goesOn: string }>(
  'fields.goingUntil',
  `SELECT v.person_id AS person, to_char(${goesAt} AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "goesOn" ${joined}
   LEFT JOIN unnest($4::text[], $5::timestamptz[]) AS o (code, at) ON o.code = f.purpose
   WHERE v.workspace_id = $1 AND (${goesAt} AT TIME ZONE 'UTC')::date <= $2::date ORDER BY ${goesAt}, v.person_id, f.id LIMIT $3`,
);
/** Nobody else takes a value of these people away, or holds it, until the transaction ends. */
export const lockValues = statement<{ id: FieldId }>(
  'fields.lockValues',
  `SELECT field_id AS id FROM person_field_values WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY person_id, field_id FOR UPDATE`,
);
export type Serving = { readonly person: PersonId; readonly purposes: readonly string[] };
/** People with values after a place, $3 many, each with the purposes of their fields. */
export const peopleAfter = statement<Serving>(
  'fields.peopleAfter',
  `SELECT v.person_id AS person, array_agg(DISTINCT f.purpose) AS purposes FROM person_field_values v JOIN person_fields f ON f.workspace_id = v.workspace_id AND f.id = v.field_id
   WHERE v.workspace_id = $1 AND v.person_id IN (SELECT DISTINCT person_id FROM person_field_values WHERE workspace_id = $1 AND person_id > $2 ORDER BY 1 LIMIT $3)
   GROUP BY 1 ORDER BY 1`,
);
export const dropOfPurpose = statement(
  'fields.dropOfPurpose',
  `DELETE FROM person_field_values v ${others} AND f.purpose = $2 AND v.person_id = ANY($3::text[])`,
);
/** How many values of these people are over at $2, or for purposes among $4. */
export const countOver = statement<{ count: number }>(
  'fields.countOver',
  `SELECT count(*)::int AS count ${joined} WHERE v.workspace_id = $1 AND (${over} OR f.purpose = ANY($4::text[])) AND v.person_id = ANY($3::text[])`,
);

/** In the order of ids, so that two looks at once do not wait for each other crosswise. */
export const countReads = statement(
  'fields.countReads',
  `INSERT INTO person_field_reads AS r (workspace_id, field_id, day, reads) SELECT $1, id, $3::date, 1 FROM unnest($2::text[]) AS id ORDER BY id
   ON CONFLICT (workspace_id, field_id, day) DO UPDATE SET reads = r.reads + 1`,
);
/** Fields that hold a value set before $2 and that nobody read on that day or since. */
export const unread = statement<Pick<Field, 'id' | 'names'>>(
  'fields.unread',
  `SELECT f.id, f.names FROM person_fields f WHERE f.workspace_id = $1 AND f.stopped_at IS NULL
     AND EXISTS (SELECT 1 FROM person_field_values v WHERE v.workspace_id = f.workspace_id AND v.field_id = f.id AND v.set_at < $2::date)
     AND NOT EXISTS (SELECT 1 FROM person_field_reads r WHERE r.workspace_id = f.workspace_id AND r.field_id = f.id AND r.day >= $2::date)
   ORDER BY f.id LIMIT 200`,
);

export type Sweep = {
  readonly afterId: PersonId | null;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  /** YYYY-MM-DD; before that day nothing goes. */
  readonly notBefore: string | null;
  readonly values: number;
};
export const beginSweep = statement(
  'fields.beginSweep',
  'INSERT INTO field_sweeps (workspace_id, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
);
export const takeSweep = statement<Sweep>(
  'fields.takeSweep',
  `SELECT after_id AS "afterId", began_at AS "beganAt", ended_at AS "endedAt", to_char(not_before, 'YYYY-MM-DD') AS "notBefore", values_gone AS values
   FROM field_sweeps WHERE workspace_id = $1 FOR UPDATE SKIP LOCKED`,
);
export const holdOffSweep = statement(
  'fields.holdOffSweep',
  'UPDATE field_sweeps SET not_before = greatest(not_before, $2::date) WHERE workspace_id = $1',
);
export const heldOff = statement<Pick<Sweep, 'notBefore'>>(
  'fields.heldOff',
  `SELECT to_char(not_before, 'YYYY-MM-DD') AS "notBefore" FROM field_sweeps WHERE workspace_id = $1`,
);
export const restartSweep = statement(
  'fields.restartSweep',
  'UPDATE field_sweeps SET after_id = NULL, began_at = $2, ended_at = NULL, people = 0, values_gone = 0 WHERE workspace_id = $1',
);
/** $2 the place, kept where the page was empty; $5 when it ended, or null. */
export const advanceSweep = statement(
  'fields.advanceSweep',
  `UPDATE field_sweeps SET after_id = CASE WHEN $5::timestamptz IS NULL THEN coalesce($2, after_id) END, people = people + $3, values_gone = values_gone + $4, ended_at = $5
   WHERE workspace_id = $1`,
);
export const countPlaces = statement<{ count: number }>(
  'fields.countPlaces',
  'SELECT count(*)::int AS count FROM field_sweeps WHERE workspace_id = $1 AND after_id = ANY($2::text[])',
);
/** When the place is a person who goes, it is whoever stands before them. */
export const stepBack = statement(
  'fields.stepBack',
  `UPDATE field_sweeps SET after_id = (SELECT max(v.person_id) FROM person_field_values v WHERE v.workspace_id = $1 AND v.person_id < after_id AND v.person_id <> ALL($2::text[]))
   WHERE workspace_id = $1 AND after_id = ANY($2::text[])`,
);
