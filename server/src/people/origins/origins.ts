// Whose data came from elsewhere has to be told so (Art. 14): a clock begins as it comes in, and ends when a notice that names the source reaches them, or when a colleague says by which exception of
// Art. 14(5) they need not be told.
import { type ExceptionGround, namedOrigins, type Origin, type TellingWay } from '@parley/contract/origins';
import { open, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { currentNotice, namesSource, noticeById } from '#purposes';
import { group } from '../merges.ts';
import { messageToldNothing } from './again.ts';
import { further } from './further-store.ts';
import { dueOn, stateOf } from './rules.ts';
import { type OriginRow, originStore, type Soon } from './store.ts';

type Place = Pick<OriginRow, 'purpose' | 'origin'>;
export type Came = Place & {
  /** From whom or where, as far as it is known. */
  readonly said?: string | undefined;
  /** When the company had it; now when left out. */
  readonly obtainedAt?: Date;
  /** Whether `said` begins with what stands there already, so that it may take its place while nobody was told. */
  readonly isAdded?: boolean;
};
export const originPlace = ({ person, purpose, origin }: Place & { readonly person: PersonId }, column: 'said' | 'reason') => ({
  ...{ subject: person, table: 'people_origins', row: `${person}/${purpose}/${origin}`, column },
});

/**
 * Data of this person came from elsewhere: from now on they have to be told within a month (Art. 14(3)(a)). The same for the same purpose again changes nothing while it is open. Once it is settled, another
 * list or somebody else opens it again; what the house names by itself does not. Where the newest notice that was put before them names it they know already (Art. 14(5)(a)): of what the company names, only
 * the version in force, since an earlier one may have named another. Problem `not-found` or `erased`.
 */
export async function cameFrom(ctx: Ctx, person: PersonId, { purpose, origin, said, obtainedAt = ctx.now, isAdded }: Came): Promise<void> {
  const members = await group(ctx, person);
  const [root] = members;
  if (root === undefined) throw new Problem('not-found');
  const before = await standing(ctx, members, { purpose, origin });
  if (before && !isNamedOrigin(origin)) return;
  const isOpen = before !== undefined && stateOf(before) === 'open';
  if (isOpen && !isAdded) return;
  const known = isOpen ? undefined : await knownBy(ctx, members, { purpose, origin });
  const place = { person: before?.person ?? root, purpose, origin };
  const sealed = said ? await seal(ctx, originPlace(place, 'said'), said) : (before?.said ?? null);
  const came = { obtainedAt, dueOn: dueOn(obtainedAt), clock: 'month' } as const;
  const row = { ...place, ...(isOpen && before.dueOn <= came.dueOn ? before : came), said: sealed };
  if (before) await originStore.again(ctx, row, known);
  else if ((await originStore.insert(ctx, row, known)) === 0) return;
  await append(ctx, {
    kind: 'origin.noted',
    subject: row.person,
    facts: { purpose, origin, ...(known ? { exception: 'has-it', notice: known } : { dueOn: row.dueOn }) },
  });
  tellPages(ctx, { topic: 'person.changed', ids: { person: root } });
}

/** What was said of a source before, for this purpose; undefined where nothing was. Opens under a permit that `permitFor` gives. */
export async function saidOfOrigin(
  ctx: Ctx,
  person: PersonId,
  place: Place,
  permitFor: (field: string) => Promise<Permit>,
): Promise<string | undefined> {
  const row = await standing(ctx, await group(ctx, person), place);
  return row?.said ? open(ctx, await permitFor('people_origins.said'), originPlace(row, 'said'), row.said) : undefined;
}

/** A notice was put before this person, or left for them: what of theirs it names the source of is told. The newest counts for what comes later. */
export async function noticeShown(ctx: Ctx, person: PersonId, notice: Id<'ntc'>, by: TellingWay): Promise<void> {
  const members = await group(ctx, person);
  const [root] = members;
  if (root === undefined) return; // erased meanwhile
  await originStore.shown(ctx, root, notice, by);
  for (const row of await originStore.held(ctx, members)) if (await isTold(ctx, notice, row)) await settle(ctx, row, by, notice);
}

/** Whether somebody has yet to be told where data came from (Art. 14(3)(b)), or of a further purpose for what is held already (Art. 13(3), 14(4)), so that what goes to them carries the notice. */
export async function isOwedNotice(ctx: Ctx, person: PersonId): Promise<boolean> {
  return (await originStore.isOwed(ctx, person)) || (await further.isOwed(ctx, person));
}

/** Whether this notice would tell them something that they have yet to be told. */
export async function wouldTell(ctx: Ctx, person: PersonId, notice: Id<'ntc'>): Promise<boolean> {
  for (const row of await originStore.ofPeople(ctx, await group(ctx, person)))
    if (stateOf(row) === 'open' && (await isTold(ctx, notice, row))) return true;
  return false;
}

/** The newest notice that was put before this person; undefined where none was. */
export async function lastNotice(ctx: Ctx, person: PersonId): Promise<Id<'ntc'> | undefined> {
  return (await originStore.shownTo(ctx, await group(ctx, person)))[0]?.notice;
}

/** The first message went to them, or their data to somebody else: what they were not told with it is due at once (Art. 14(3)(b), (c)). */
export async function hastenNotice(ctx: Ctx, person: PersonId, because: 'communication' | 'disclosure'): Promise<void> {
  await originStore.hasten(ctx, await group(ctx, person), because);
}

/**
 * A colleague says that they were told, with the notice `notice`; or by which exception they need not be. Problems: `not-found` where nothing waits; `conflict` with `notice-lacks-source` where
 * they are said to be told, or the effort is said to be out of proportion, and the notice does not name the source (Art. 14(2)(f), 14(5)(b)).
 */
export async function settleOrigin(
  ctx: Ctx,
  person: PersonId,
  { purpose, origin }: Place,
  how: { readonly by: TellingWay } | { readonly ground: ExceptionGround; readonly reason: string },
  notice: Id<'ntc'> | undefined,
): Promise<void> {
  const row = (await originStore.held(ctx, await group(ctx, person))).find((each) => each.purpose === purpose && each.origin === origin);
  if (!row) throw new Problem('not-found');
  const isPublished = notice !== undefined && (await isTold(ctx, notice, row));
  if (!isPublished && ('by' in how || how.ground === 'effort'))
    throw new Problem('conflict', {
      because: 'notice-lacks-source',
      article: 'by' in how ? '14(2)(f)' : '14(5)(b)',
      detail: 'The notice in force does not name this source. Name it with the purpose, and publish the notice.',
    });
  if ('by' in how) return noticeShown(ctx, row.person, notice as Id<'ntc'>, how.by); // whatever else it names is told with it
  await originStore.except(ctx, row, how.ground, await seal(ctx, originPlace(row, 'reason'), how.reason));
  await append(ctx, { kind: 'origin.excepted', subject: row.person, facts: { purpose, origin, exception: how.ground } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: row.person } });
}

/** A message that ended at that moment did not arrive after all: what it told is open again, with the day it had. */
export async function noticeNotReached(ctx: Ctx, person: PersonId, at: Date): Promise<void> {
  await messageToldNothing(ctx, await group(ctx, person), at);
}

/** Notes that whoever decides is reminded now of those who have yet to be told: how many are new to that, and how many of them are in a hurry. One round a day. */
export const remindOfOrigins = (ctx: Ctx): Promise<{ n: number; urgent: number }> => originStore.remind(ctx);

/** How many have to be told within a week, or are late. */
export const originsSoon = (ctx: Ctx): Promise<Soon> => originStore.soon(ctx);

/** What came from elsewhere about everyone who is this person, settled or not. */
export async function originsOf(ctx: Ctx, person: PersonId): Promise<OriginRow[]> {
  return originStore.ofPeople(ctx, await group(ctx, person));
}

/** Who has yet to be told, the soonest first. */
export async function openOrigins(
  ctx: Ctx,
  { after, limit }: { readonly after: Pick<OriginRow, 'dueOn' | 'person' | 'purpose' | 'origin'> | undefined; readonly limit: number },
): Promise<OriginRow[]> {
  return originStore.open(ctx, after, limit);
}

async function settle(ctx: Ctx, row: OriginRow, by: TellingWay, notice: Id<'ntc'>): Promise<void> {
  await originStore.tell(ctx, row, by, notice);
  await append(ctx, { kind: 'origin.told', subject: row.person, facts: { purpose: row.purpose, origin: row.origin, by, notice } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: row.person } });
}

/** The row for a purpose and a kind: of several, as after a merge, one that is open. */
async function standing(ctx: Ctx, members: readonly PersonId[], { purpose, origin }: Place): Promise<OriginRow | undefined> {
  const rows = (await originStore.ofPeople(ctx, members)).filter((row) => row.purpose === purpose && row.origin === origin);
  return rows.find((row) => stateOf(row) === 'open') ?? rows[0];
}

const isNamedOrigin = (origin: Origin): boolean => namedOrigins.some((each) => each === origin);

/** The newest notice that was put before them, where it tells them of this. */
async function knownBy(ctx: Ctx, members: readonly PersonId[], place: Place): Promise<Id<'ntc'> | undefined> {
  const [last] = await originStore.shownTo(ctx, members);
  if (!last || !(await isTold(ctx, last.notice, place))) return undefined;
  return !isNamedOrigin(place.origin) || (await isInForce(ctx, last.notice)) ? last.notice : undefined;
}

async function isInForce(ctx: Ctx, notice: Id<'ntc'>): Promise<boolean> {
  const shown = await noticeById(ctx, notice);
  return shown !== undefined && (await currentNotice(ctx, shown.language))?.version === shown.version;
}

/** Who had their data brought along named the source themself: to them any notice tells the rest. */
async function isTold(ctx: Ctx, notice: Id<'ntc'>, { purpose, origin }: { purpose: string; origin: Origin }): Promise<boolean> {
  const shown = await noticeById(ctx, notice);
  return shown !== undefined && (origin === 'handover' || namesSource(shown, { purpose, origin }));
}
