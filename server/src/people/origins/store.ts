// The only SQL for what came from elsewhere than the person, and for the newest notice that was put before somebody.
import type { ExceptionGround, Origin, TellingWay } from '@parley/contract/origins';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { CameFrom } from '#kit/holding';
import type { Id, PersonId } from '#kit/ids';
import { isQuiet, isSoon, isToRemind, isUrgent } from '#kit/remind';
import type { Sealed } from '#kit/seal';
import { groupsSql } from '../store.ts';

export type OriginRow = {
  readonly person: PersonId;
  readonly purpose: string;
  readonly origin: Origin;
  readonly obtainedAt: Date;
  readonly said: Sealed | null;
  readonly clock: 'month' | 'communication' | 'disclosure';
  readonly dueOn: string;
  readonly toldAt: Date | null;
  readonly toldBy: TellingWay | null;
  readonly notice: Id<'ntc'> | null;
  readonly exception: ExceptionGround | null;
  readonly reason: Sealed | null;
  readonly exceptedAt: Date | null;
};
/** How many are due within a week, or late, and the first day of them (YYYY-MM-DD). */
export type Soon = { readonly n: number; readonly first: string | null };
type Place = Pick<OriginRow, 'person' | 'purpose' | 'origin'>;

const columns = `person_id AS person, purpose, origin, obtained_at AS "obtainedAt", said, clock, due_on::text AS "dueOn", told_at AS "toldAt", told_by AS "toldBy",
  notice_id AS notice, exception, reason, excepted_at AS "exceptedAt"`;
const isOpen = 'told_at IS NULL AND exception IS NULL';

const insert = statement(
  'people.origin',
  `INSERT INTO people_origins (workspace_id, person_id, purpose, origin, obtained_at, said, due_on, notice_id, exception, excepted_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7::date, $8, $9, $10) ON CONFLICT DO NOTHING`,
);
const again = statement(
  'people.originAgain',
  `UPDATE people_origins SET obtained_at = $5, said = $6, due_on = $7::date, notice_id = $8, exception = $9, excepted_at = $10, clock = $11, told_at = NULL, told_by = NULL, reason = NULL, reminded_at = NULL
   WHERE workspace_id = $1 AND person_id = $2 AND purpose = $3 AND origin = $4`,
);
const ofPeople = statement<OriginRow>(
  'people.originsOf',
  `SELECT ${columns} FROM people_origins WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY due_on, person_id, purpose, origin`,
);
const heldOf = statement<OriginRow>(
  'people.originsHeld',
  `SELECT ${columns} FROM people_origins WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND ${isOpen} ORDER BY person_id, purpose, origin FOR UPDATE`,
);
const page = statement<OriginRow>(
  'people.originsOpen',
  `SELECT ${columns} FROM people_origins WHERE workspace_id = $1 AND ${isOpen}
     AND ($2::date IS NULL OR (due_on, person_id, purpose, origin) > ($2::date, $3, $4, $5)) ORDER BY due_on, person_id, purpose, origin LIMIT $6`,
);
const tell = statement(
  'people.originTold',
  `UPDATE people_origins SET told_at = $5, told_by = $6, notice_id = $7 WHERE workspace_id = $1 AND person_id = $2 AND purpose = $3 AND origin = $4 AND ${isOpen}`,
);
const except = statement(
  'people.originExcepted',
  `UPDATE people_origins SET exception = $5, reason = $6, excepted_at = $7 WHERE workspace_id = $1 AND person_id = $2 AND purpose = $3 AND origin = $4 AND ${isOpen}`,
);
const reopened = 'told_at = NULL, told_by = NULL, notice_id = NULL, exception = NULL, excepted_at = NULL, reminded_at = NULL';
const untellMessage = statement<Place>(
  'people.originsNotReached',
  `UPDATE people_origins SET ${reopened} WHERE workspace_id = $1 AND person_id = ANY($2::text[])
     AND ((told_by = 'message' AND told_at = $3) OR (exception = 'has-it' AND reason IS NULL AND notice_id = $4 AND excepted_at >= $3))
   RETURNING person_id AS person, purpose, origin`,
);
const untellSince = statement<Place>(
  'people.originsTellApart',
  `UPDATE people_origins SET ${reopened} WHERE workspace_id = $1 AND person_id = ANY($2::text[])
     AND (told_at >= $3 OR (exception = 'has-it' AND reason IS NULL AND excepted_at >= $3)) RETURNING person_id AS person, purpose, origin`,
);
const hasten = statement(
  'people.originsHastened',
  `UPDATE people_origins SET due_on = $3::date, clock = $4 WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND ${isOpen} AND due_on > $3::date`,
);
const owed = statement<{ isOwed: boolean }>(
  'people.isOwedNotice',
  `SELECT EXISTS (SELECT FROM people_origins WHERE workspace_id = $1 AND ${isOpen} AND person_id IN (SELECT member FROM (${groupsSql('$1', '$2::text[]')}) g)) AS "isOwed"`,
);
const pairs = statement<CameFrom>('people.originPairs', 'SELECT DISTINCT purpose, origin FROM people_origins WHERE workspace_id = $1');
// what the first communication or disclosure set is over with that very day
const late = `FROM people_origins WHERE workspace_id = $1 AND ${isOpen} AND (due_on < $2::date OR (clock <> 'month' AND due_on <= $2::date))`;
const countLate = statement<{ n: number }>('people.originsLate', `SELECT count(*)::int AS n ${late}`);
const latePairs = statement<CameFrom>(
  'people.originsLatePairs',
  `SELECT DISTINCT purpose, origin ${late} ORDER BY purpose, origin LIMIT 20`,
);
/** Notes that somebody is reminded of these; of which so many were, and in a hurry. */
const remind = statement<{ n: number; urgent: number }>(
  'people.originsToRemind',
  `WITH reminded AS (UPDATE people_origins SET reminded_at = $2 WHERE workspace_id = $1 AND ${isOpen} AND ${isToRemind('due_on', 'reminded_at', '$2')}
     AND ${isQuiet('people_origins', '$2')} RETURNING due_on)
   SELECT count(*)::int AS n, (count(*) FILTER (WHERE ${isUrgent('due_on', '$2')}))::int AS urgent FROM reminded`,
);
const soon = statement<Soon>(
  'people.originsSoon',
  `SELECT count(*)::int AS n, min(due_on)::text AS first FROM people_origins WHERE workspace_id = $1 AND ${isOpen} AND ${isSoon('due_on', '$2')}`,
);
const erase = statement('people.eraseOrigins', 'DELETE FROM people_origins WHERE workspace_id = $1 AND person_id = ANY($2::text[])');

/** What was there before is kept, unless that itself is in doubt, as what a message carried or came while they were joined with somebody, and there is something older: of that nobody can say that it was not seen. */
const inDoubt = `notices_shown.prior_at IS NOT NULL AND (notices_shown.by = 'message' OR EXISTS (SELECT FROM merges m
     WHERE m.workspace_id = $1 AND m.into_id = $2 AND m.undone_at IS NULL AND m.at <= notices_shown.at))`;
const keep = (column: string) =>
  `prior_${column} = CASE WHEN ${inDoubt} THEN notices_shown.prior_${column} ELSE notices_shown.${column} END`;
const putShown = statement(
  'people.noticeShown',
  `INSERT INTO notices_shown (workspace_id, person_id, notice_id, by, at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, person_id) DO UPDATE SET notice_id = excluded.notice_id, by = excluded.by, at = excluded.at, ${['notice_id', 'by', 'at'].map(keep).join(', ')}`,
);
export type ShownRow = {
  readonly person: PersonId;
  readonly notice: Id<'ntc'>;
  readonly by: TellingWay;
  readonly at: Date;
  readonly noticeBefore: Id<'ntc'> | null;
  readonly byBefore: TellingWay | null;
  readonly atBefore: Date | null;
};
const shownTo = statement<ShownRow>(
  'people.noticesShown',
  `SELECT person_id AS person, notice_id AS notice, by, at, prior_notice_id AS "noticeBefore", prior_by AS "byBefore", prior_at AS "atBefore" FROM notices_shown
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at DESC`,
);
const back = 'notice_id = s.prior_notice_id, by = s.prior_by, at = s.prior_at, prior_notice_id = NULL, prior_by = NULL, prior_at = NULL';
const byThat = `workspace_id = $1 AND person_id = ANY($2::text[]) AND by = 'message' AND at = $3`;
/** Gives the notice that it carried, where nothing newer was shown since. */
const unshowMessage = statement<{ notice: Id<'ntc'> }>(
  'people.noticeNotReached',
  `WITH back AS (UPDATE notices_shown s SET ${back} WHERE ${byThat} AND prior_at IS NOT NULL),
     gone AS (DELETE FROM notices_shown WHERE ${byThat} AND prior_at IS NULL)
   SELECT notice_id AS notice FROM notices_shown WHERE ${byThat}`, // as it stood before
);
const forgetPrior = statement(
  'people.noticeBeforeNotReached',
  `UPDATE notices_shown SET prior_notice_id = NULL, prior_by = NULL, prior_at = NULL
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND prior_by = 'message' AND prior_at = $3`,
);
const unshowSince = statement(
  'people.noticesTellApart',
  `WITH back AS (UPDATE notices_shown s SET ${back} WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND at >= $3 AND prior_at < $3)
   DELETE FROM notices_shown WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND at >= $3 AND (prior_at < $3) IS NOT TRUE`,
);
const eraseShown = statement('people.eraseShown', 'DELETE FROM notices_shown WHERE workspace_id = $1 AND person_id = ANY($2::text[])');

type After = Pick<OriginRow, 'dueOn' | 'person' | 'purpose' | 'origin'>;
const today = (ctx: Ctx) => ctx.now.toISOString().slice(0, 10);
const at = (ctx: Ctx, { person, purpose, origin }: Place) => [ctx.workspace, person, purpose, origin] as const;

type Newly = Place & Pick<OriginRow, 'obtainedAt' | 'said' | 'dueOn'>;
const newly = (ctx: Ctx, row: Newly, known: Id<'ntc'> | undefined) =>
  [...at(ctx, row), row.obtainedAt, row.said, row.dueOn, known ?? null, known ? 'has-it' : null, known ? ctx.now : null] as const;

export const originStore = {
  /** How many were added: none when it stands there already. `known` is the notice by which they know it already (Art. 14(5)(a)). */
  insert: (ctx: Ctx, row: Newly, known: Id<'ntc'> | undefined) => ctx.db.run(insert, newly(ctx, row, known)),
  /** What stands there speaks of this from now on, settled only by `known`. */
  again: (ctx: Ctx, row: Newly & Pick<OriginRow, 'clock'>, known: Id<'ntc'> | undefined) =>
    ctx.db.run(again, [...newly(ctx, row, known), row.clock]),
  ofPeople: (ctx: Ctx, people: readonly string[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  /** The open ones, their rows locked until the transaction ends. */
  held: (ctx: Ctx, people: readonly PersonId[]) => ctx.db.all(heldOf, [ctx.workspace, people]),
  open: (ctx: Ctx, after: After | undefined, limit: number) =>
    ctx.db.all(page, [ctx.workspace, after?.dueOn ?? null, after?.person ?? null, after?.purpose ?? null, after?.origin ?? null, limit]),
  tell: (ctx: Ctx, row: Place, by: TellingWay, notice: Id<'ntc'>) => ctx.db.run(tell, [...at(ctx, row), ctx.now, by, notice]),
  except: (ctx: Ctx, row: Place, ground: ExceptionGround, reason: Sealed) => ctx.db.run(except, [...at(ctx, row), ground, reason, ctx.now]),
  /** What a message told at that moment is open again, and with it what was known by its notice since, where that was the newest; gives what is open. */
  untellMessage: async (ctx: Ctx, people: readonly PersonId[], at: Date): Promise<Place[]> => {
    const [shown] = await ctx.db.all(unshowMessage, [ctx.workspace, people, at]);
    await ctx.db.run(forgetPrior, [ctx.workspace, people, at]);
    return ctx.db.all(untellMessage, [ctx.workspace, people, at, shown?.notice ?? null]);
  },
  /** What was told, or known by a notice, since that moment is open again; gives what is open. */
  untellSince: async (ctx: Ctx, people: readonly PersonId[], since: Date): Promise<Place[]> => {
    await ctx.db.run(unshowSince, [ctx.workspace, people, since]);
    return ctx.db.all(untellSince, [ctx.workspace, people, since]);
  },
  hasten: (ctx: Ctx, people: readonly PersonId[], clock: 'communication' | 'disclosure') =>
    ctx.db.run(hasten, [ctx.workspace, people, today(ctx), clock]),
  isOwed: async (ctx: Ctx, person: PersonId) => (await ctx.db.one(owed, [ctx.workspace, [person]])).isOwed,
  pairs: (ctx: Ctx) => ctx.db.all(pairs, [ctx.workspace]),
  late: async (ctx: Ctx) => (await ctx.db.one(countLate, [ctx.workspace, today(ctx)])).n,
  latePairs: (ctx: Ctx) => ctx.db.all(latePairs, [ctx.workspace, today(ctx)]),
  remind: (ctx: Ctx) => ctx.db.one(remind, [ctx.workspace, ctx.now]),
  soon: (ctx: Ctx) => ctx.db.one(soon, [ctx.workspace, ctx.now]),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
  shown: (ctx: Ctx, person: PersonId, notice: Id<'ntc'>, by: TellingWay) =>
    ctx.db.run(putShown, [ctx.workspace, person, notice, by, ctx.now]),
  shownTo: (ctx: Ctx, people: readonly string[]) => ctx.db.all(shownTo, [ctx.workspace, people]),
  eraseShown: (ctx: Ctx, people: readonly string[]) => ctx.db.run(eraseShown, [ctx.workspace, people]),
};
