// What goes by itself: values whose time is over, whose field was stopped, or of whom want no more of its purpose (Art. 5(1)(e), 17(1)(b), 17(1)(c)). What is restricted stays,
// since restriction means storing (Art. 18(2)), and so does what is held (Art. 17(3)).
import { keptAmong, unwillingAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { listPurposes, purposeVersions } from '#purposes';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

const pageSize = 500;
const dayMs = 86_400_000;
const readsKept = 400; // days
const stoppedKept = 100; // days, more than the data map looks back
type Page = { readonly person: PersonId }[];

/** Runs each hour, a page of people at a time. */
export async function dropEnded(ctx: Ctx): Promise<void> {
  const values = (await dropOver(ctx)) + (await dropUnwilling(ctx)) + (await dropSwitchedOff(ctx));
  await ctx.db.run(store.dropReads, [ctx.workspace, dayOf(ctx.now, readsKept)]);
  await ctx.db.run(store.dropStopped, [ctx.workspace, new Date(ctx.now.getTime() - stoppedKept * dayMs)]);
  if (values > 0) await append(ctx, { kind: 'field.ended', facts: { values } });
}

/** How many values went now, of all fields or of one. */
export const dropOver = (ctx: Ctx, field: FieldId | null = null): Promise<number> =>
  byPage(
    (after) => ctx.db.all(store.peopleOver, [ctx.workspace, ctx.now, after, pageSize, field, []]),
    async (people) => ctx.db.run(store.dropOver, [ctx.workspace, ctx.now, await freeHeld(ctx, people), field]),
  );

/** Values of those who took back the yes for a purpose or objected to it, also while it is off. What the company changed about it hides them until people are asked again, and is no will of theirs. */
async function dropUnwilling(ctx: Ctx): Promise<number> {
  let values = 0;
  for (const purpose of await listPurposes(ctx))
    values += await dropOf(ctx, purpose.code, async (people) => [...(await unwillingAmong(ctx, purpose, people))]);
  return values;
}

/** Values for purposes that have been off for longer than the days of grace: nothing is left that they are needed for (Art. 5(1)(b), 17(1)(a)). */
async function dropSwitchedOff(ctx: Ctx): Promise<number> {
  let values = 0;
  for (const { code, on } of await switchedOff(ctx)) if (on <= ctx.now) values += await dropOf(ctx, code, async (people) => people);
  return values;
}

/** How many values for a purpose went, of those among its people whom `pick` gives and of whom something may go. */
const dropOf = (ctx: Ctx, code: string, pick: (people: PersonId[]) => Promise<readonly PersonId[]>): Promise<number> =>
  byPage(
    (after) => ctx.db.all(store.peopleWith, [ctx.workspace, code, after, pageSize]),
    async (people) => ctx.db.run(store.dropOfPurpose, [ctx.workspace, code, await freeHeld(ctx, await pick(people))]),
  );

/** Purposes that are off, each with the moment from which the values of its fields go. */
export async function switchedOff(ctx: Ctx): Promise<{ readonly code: string; readonly on: Date }[]> {
  const off = (await listPurposes(ctx)).filter(({ active }) => !active);
  const every = off.flatMap(({ code, version }) => Array.from({ length: version }, (_, at) => ({ code, version: at + 1 })));
  const versions = await purposeVersions(ctx, every);
  return off.map(({ code, since }) => {
    const own = versions.filter((each) => each.code === code).sort((one, other) => one.version - other.version);
    const last = own.findLastIndex(({ active }) => active);
    return { code, on: new Date((own[last + 1]?.since ?? since).getTime() + store.graceDays * dayMs) };
  });
}

/** How many values stand on people a day after their time, but for what must stay. */
export async function countOverdue(ctx: Ctx): Promise<number> {
  const then = new Date(ctx.now.getTime() - dayMs);
  const off = (await switchedOff(ctx)).filter(({ on }) => on <= then).map(({ code }) => code);
  return byPage(
    (after) => ctx.db.all(store.peopleOver, [ctx.workspace, then, after, pageSize, null, off]),
    async (people) => (await ctx.db.one(store.countOver, [ctx.workspace, then, await free(ctx, people), off])).count,
  );
}

/** Whoever sets a hold first comes before a sweep that would take these values, or after it. */
export async function holdValues(ctx: Ctx, people: readonly PersonId[]): Promise<void> {
  await ctx.db.all(store.lockValues, [ctx.workspace, people]);
}

/** As `free`, last of all before something goes: no hold is set on these values meanwhile. */
async function freeHeld(ctx: Ctx, people: readonly PersonId[]): Promise<PersonId[]> {
  await holdValues(ctx, people);
  return free(ctx, people);
}

/** Those of whom something may go now. */
async function free(ctx: Ctx, people: readonly PersonId[]): Promise<PersonId[]> {
  const kept = await keptAmong(ctx, people);
  return people.filter((person) => !kept.has(person));
}

/** The sum over all pages of people, by id. */
async function byPage(read: (after: string) => Promise<Page>, take: (people: PersonId[]) => Promise<number>): Promise<number> {
  let sum = 0;
  for (let after = ''; ; ) {
    const page = (await read(after)).map(({ person }) => person);
    if (page.length > 0) sum += await take(page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return sum;
    after = last;
  }
}

/** The day so many days before, YYYY-MM-DD in UTC. */
export const dayOf = (now: Date, daysBefore = 0): string => new Date(now.getTime() - daysBefore * dayMs).toISOString().slice(0, 10);
