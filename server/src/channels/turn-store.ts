// The only SQL for what all nodes share of an account: its places in the provider's pace, and whether it rests. Times are those of whoever asks: nodes keep their clocks together.
import { statement } from '#kit/db';

const step = `($4::float8 * interval '1 millisecond')`;
const free = `(t.full_at - ($5::float8 - 1) * ${step})`;
/** Nobody was sent away yet; not the moment of who came first, or whoever began a moment before would stand behind them. */
const nobodyBack = `'-infinity'::timestamptz`;
/** Until when places are kept for those who were sent away: where one stayed free for $6 milliseconds they do not come (erased, stopped, failed), and nobody new waits for them. */
const kept = `(CASE WHEN ${free} + $6::float8 * interval '1 millisecond' <= $3 THEN $3 ELSE t.back_at END)`;
const own = 'workspace_id = $1 AND inbox_id = $2';

/**
 * Takes a place as GCRA does, where one is free within $7 milliseconds, or says when to come back: $3 now, $4 milliseconds from one to the next, $5 so many at once. Who was sent away before
 * comes first: whoever is new ($8 false) stands behind all of those who may still come.
 */
export const takeTurn = statement<{ goes: boolean; at: Date }>(
  'channels.takeTurn',
  `INSERT INTO account_turns AS t (workspace_id, inbox_id, full_at, back_at, told_go, told_at)
   VALUES ($1, $2, $3::timestamptz + ${step}, ${nobodyBack}, true, $3)
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET (full_at, back_at, told_go, told_at) = (
     SELECT CASE WHEN goes THEN greatest(t.full_at, $3) + ${step} ELSE t.full_at END, CASE WHEN goes THEN kept ELSE back + ${step} END,
       goes, CASE WHEN goes THEN greatest(${free}, $3) ELSE back END
     FROM (SELECT ${free} <= $3 + $7::float8 * interval '1 millisecond' AND ($8::boolean OR ${kept} <= $3) AS goes, greatest(${free}, ${kept}, $3) AS back, ${kept} AS kept) asked)
   RETURNING told_go AS goes, told_at AS at`,
);
/** Takes a place that is free now and that nobody waits for; touches no row where there is none. */
export const takeSpare = statement(
  'channels.takeSpare',
  `INSERT INTO account_turns AS t (workspace_id, inbox_id, full_at, back_at, told_go, told_at)
   VALUES ($1, $2, $3::timestamptz + ${step}, ${nobodyBack}, true, $3)
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET full_at = greatest(t.full_at, $3) + ${step} WHERE ${free} <= $3 AND ${kept} <= $3`,
);

const restOf = (tries: string) => `(least($5::float8 * 2 ^ least(greatest(${tries}, 1) - 1, 20), $6::float8) * interval '1 millisecond')`;
const seen = `(hashtext($4) = ANY(t.failed) OR cardinality(t.failed) >= $7::int)`;
/** One more message ($4) failed: the $7th in a row lets the account rest for $5 milliseconds, and each try in vain ($8) twice as long, $6 at most. A message counts once. */
export const noteFault = statement(
  'channels.noteFault',
  `INSERT INTO account_turns AS t (workspace_id, inbox_id, full_at, back_at, told_go, told_at, failed)
   VALUES ($1, $2, $3::timestamptz, ${nobodyBack}, true, $3, ARRAY[hashtext($4)])
   ON CONFLICT (workspace_id, inbox_id) DO UPDATE SET
     failed = CASE WHEN ${seen} THEN t.failed ELSE t.failed || hashtext($4) END,
     tries = CASE WHEN $8::boolean THEN t.tries + 1 WHEN NOT ${seen} AND cardinality(t.failed) + 1 = $7 THEN 1 ELSE t.tries END,
     rests_until = CASE WHEN $8 THEN $3 + ${restOf('t.tries + 1')} WHEN NOT ${seen} AND cardinality(t.failed) + 1 = $7 THEN $3 + ${restOf('1')} ELSE t.rests_until END`,
);
/** It works: nothing is written where nothing was wrong. */
export const noteSuccess = statement(
  'channels.noteSuccess',
  `UPDATE account_turns SET failed = '{}', tries = 0, rests_until = NULL WHERE ${own} AND failed <> '{}'`,
);
/** One message at a time tries a resting account; should nobody say how it went, another may when this try would have been in vain. */
export const takeTry = statement(
  'channels.takeTry',
  `UPDATE account_turns SET rests_until = $3 + (least($4::float8 * 2 ^ least(greatest(tries, 1) - 1, 20), $5::float8) * interval '1 millisecond')
   WHERE ${own} AND rests_until <= $3::timestamptz`,
);
export const giveTryBack = statement(
  'channels.giveTryBack',
  `UPDATE account_turns SET rests_until = $3::timestamptz WHERE ${own} AND rests_until IS NOT NULL`,
);
export const forgetTurns = statement('channels.forgetTurns', `DELETE FROM account_turns WHERE ${own}`);

/** A place of one person ($7) where one is free within $6 milliseconds; as `takeTurn`, but that nobody is kept one: their messages wait behind each other anyway. */
export const takePerson = statement<{ goes: boolean; at: Date }>(
  'channels.takePerson',
  `INSERT INTO recipient_turns AS t (workspace_id, inbox_id, slot, full_at, told_go, told_at)
   VALUES ($1, $2, hashtext($7), $3::timestamptz + ${step}, true, $3)
   ON CONFLICT (workspace_id, inbox_id, slot) DO UPDATE SET (full_at, told_go, told_at) = (
     SELECT CASE WHEN goes THEN greatest(t.full_at, $3) + ${step} ELSE t.full_at END, goes, greatest(${free}, $3)
     FROM (SELECT ${free} <= $3 + $6::float8 * interval '1 millisecond' AS goes) asked)
   RETURNING told_go AS goes, told_at AS at`,
);
/** A place that is not used after all. */
export const givePersonBack = statement(
  'channels.givePersonBack',
  `UPDATE recipient_turns SET full_at = full_at - $4::float8 * interval '1 millisecond' WHERE ${own} AND slot = hashtext($3)`,
);
export const forgetPeople = statement('channels.forgetPeople', 'DELETE FROM recipient_turns WHERE workspace_id = $1 AND full_at <= $2');
/** So many milliseconds of places more, for a message that has one. */
export const takeMore = statement(
  'channels.takeMore',
  `UPDATE account_turns SET full_at = greatest(full_at, $3::timestamptz) + $4::float8 * interval '1 millisecond' WHERE ${own}`,
);
