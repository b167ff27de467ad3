// What will go within the next days, week by week, for which purpose, and what is held back and why: the same rule as the sweeper's, without deleting.
import { valuesUntil } from '#fields';
import type { Ctx } from '#kit/ctx';
import type { Place } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { listPurposes } from '#purposes';
import { heldPeople, whatHolds } from './held.ts';
import { type Going as GoingRecord, type PlannedRecords, planOfProofs, proofsBefore } from './proofs.ts';
import { dayAfter, type HeldBy, weekOf } from './rules.ts';
import { type Life, type Over, type Sweep, store } from './store.ts';
import { dayOf } from './turn.ts';
import { peopleBefore } from './whole.ts';

type Week = { readonly from: string; readonly conversations: number; readonly messages: number; readonly people: number };
/** Messages of one purpose in a conversation, or with `isWhole` the conversation itself with all that is left of it; `goesOn` is an ISO day. */
export type Going = Omit<Life, 'lastSequence' | 'month'> & {
  readonly messages: number;
  readonly isWhole: boolean;
  readonly goesOn: string;
  readonly because: HeldBy | null;
};
export type Plan = {
  readonly days: number;
  readonly today: string;
  readonly purposes: readonly {
    readonly purpose: string;
    readonly period: string;
    readonly starts: string;
    readonly active: boolean;
    readonly serves: number;
    readonly weeks: readonly Week[];
    readonly held: readonly { readonly because: string; readonly conversations: number; readonly people: number }[];
  }[];
  /** What else goes by its own period while its person stays. */
  readonly proofs: PlannedRecords[];
  /** People of whom nothing is left to keep (`people`), and what is noted in fields of the company's own (`person_field_values`). */
  readonly others: PlannedRecords[];
  /** Whether there is more than was counted. */
  readonly isCut: boolean;
  readonly sweep: Sweep | undefined;
};
export const mostPlanned = 20_000;
const pageSize = 1000;

/** The plan for so many days from today, counted over the first 20,000 conversations that end within them, as many proofs, values and people without a conversation that goes on. */
export async function planFor(ctx: Ctx, days: number): Promise<Plan> {
  const today = dayOf(ctx);
  const until = dayAfter(today, days);
  const [{ going, isCut }, proofs, people, values, purposes, serving, sweep] = await Promise.all([
    goingWithin(ctx, days, mostPlanned),
    proofsBefore(ctx, until, mostPlanned),
    peopleBefore(ctx, today, until, mostPlanned),
    valuesWithin(ctx, until),
    listPurposes(ctx),
    store.countByPurpose(ctx),
    store.read(ctx),
  ]);
  const serves = new Map(serving.map((row) => [row.purpose, row.conversations]));
  const first = later(sweep?.notBefore ?? today, today);
  const byPurpose = Map.groupBy(going, (life) => life.purpose);
  return {
    days,
    today,
    purposes: purposes
      .filter((purpose) => purpose.about === 'person')
      .map(({ code, period, starts, active }) => {
        const mine = byPurpose.get(code) ?? [];
        return {
          purpose: code,
          period,
          starts,
          active,
          serves: serves.get(code) ?? 0,
          weeks: weeksOf(mine.filter((life) => life.because === null)),
          held: heldOf(mine),
        };
      }),
    proofs: planOfProofs(proofs.items, first),
    others: [...planOfProofs(people.items, first), ...planOfProofs(values.items, today)],
    isCut: [isCut, proofs.isCut, people.isCut, values.isCut].includes(true),
    sweep,
  };
}

/** Values of fields have a sweep of their own; what keeps them is said as elsewhere. */
async function valuesWithin(ctx: Ctx, until: string): Promise<{ items: GoingRecord[]; isCut: boolean }> {
  const { items, isCut } = await valuesUntil(ctx, until, mostPlanned);
  const held = await heldPeople(
    ctx,
    items.flatMap(({ person, isKept }) => (isKept ? person : [])),
  );
  const recordOf = ({ person, goesOn, isKept }: (typeof items)[number], at: number): GoingRecord => ({
    ...{ id: String(at), person, of: 'person_field_values', endsOn: dayAfter(goesOn, -1), goesOn },
    because: isKept ? (held.get(person) ?? 'held') : null,
  });
  return { items: items.map(recordOf), isCut };
}

/** Conversations that go within so many days, and messages that go before theirs, first things first; what is held back says why. */
export async function goingWithin(ctx: Ctx, days: number, most: number): Promise<{ going: Going[]; isCut: boolean }> {
  const today = dayOf(ctx);
  const first = later((await store.read(ctx))?.notBefore ?? today, today);
  const going: Going[] = [];
  for (let after: Place = { at: null, id: null }; ; ) {
    const page = await store.page(ctx, dayAfter(today, days), after, pageSize);
    if (!page) return { going, isCut: false };
    const held = await whatHolds(ctx, page.lives);
    for (const life of page.lives) going.push(...partsOf(life, first, held.get(life.id) ?? null));
    if (going.length >= most) return { going: going.slice(0, most), isCut: true };
    after = page;
  }
}

/** What goes on the same day as the conversation goes with it. */
function partsOf({ id, person, channel, parts, isWhole }: Over, first: string, because: HeldBy | null): Going[] {
  const days = parts.map((part) => ({ ...part, id, person, channel, because, goesOn: later(dayAfter(part.endsOn, 1), first) }));
  const [last] = days;
  if (!isWhole || !last) return days.map((part) => ({ ...part, isWhole: false }));
  const before = days.filter(({ goesOn }) => goesOn < last.goesOn);
  const messages = days.reduce((sum, part) => sum + (before.includes(part) ? 0 : part.messages), 0);
  return [...before.map((part) => ({ ...part, isWhole: false })), { ...last, messages, isWhole: true }];
}

const later = (one: string, other: string): string => (one > other ? one : other); // ISO days

function weeksOf(going: readonly Going[]): Week[] {
  return [...Map.groupBy(going, (life) => weekOf(life.goesOn))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([from, lives]) => ({
      from,
      conversations: lives.filter((life) => life.isWhole).length,
      messages: lives.reduce((sum, life) => sum + life.messages, 0),
      people: new Set<PersonId>(lives.map((life) => life.person)).size,
    }));
}

function heldOf(going: readonly Going[]) {
  const held = Map.groupBy(
    going.filter((life) => life.because !== null),
    (life) => life.because ?? '',
  );
  return [...held].map(([because, lives]) => ({
    because,
    conversations: lives.length,
    people: new Set(lives.map((life) => life.person)).size,
  }));
}
