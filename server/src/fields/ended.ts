// What goes by itself: values whose time is over, whose field was stopped, or of whom want no more of its purpose (Art. 5(1)(e), 17(1)(b), 17(1)(c)). What is restricted stays,
// since restriction means storing (Art. 18(2)), and so does what is held (Art. 17(3)).
import { keptAmong, unwillingAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { listPurposes, purposeVersions } from '#purposes';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

const pageSize = 500;
const dayMs = 86_400_000;
type Page = { readonly person: PersonId }[];

/** How many values of a field that was stopped went now. */
export const dropStopped = (ctx: Ctx, field: FieldId): Promise<number> =>
  byPage(
    (after) => ctx.db.all(store.peopleOver, [ctx.workspace, ctx.now, after, pageSize, field, []]),
    async (people) => ctx.db.run(store.dropOver, [ctx.workspace, ctx.now, await freeHeld(ctx, people), field]),
  );

/**
 * How many values of these people, each with the purposes of their fields, went now: those whose time is over; those of whoever took back the yes for their purpose or objected to it, also while it is
 * off, since what the company changed about it hides them until people are asked again and is no will of theirs; and those for purposes that have been off for longer than the days of grace
 * (Art. 5(1)(b), 17(1)(a)). Only where something may go a value is locked, and all of these at once, so that a hold and a sweep never wait for each other crosswise.
 */
export async function dropOf(ctx: Ctx, page: readonly store.Serving[]): Promise<number> {
  const over = (await ctx.db.all(store.overAmong, [ctx.workspace, ctx.now, page.map(({ person }) => person)])).map(({ person }) => person);
  const ended = await endedAmong(ctx, page);
  const going = await freeHeld(ctx, [...new Set([...over, ...[...ended.values()].flat()])]);
  const free = new Set(going);
  let values = going.length > 0 ? await ctx.db.run(store.dropOver, [ctx.workspace, ctx.now, going, null]) : 0;
  // asked again of those who are locked: who said yes while this waited for them keeps what is noted
  for (const [code, people] of await endedAmong(
    ctx,
    page.filter(({ person }) => free.has(person)),
  ))
    values += await ctx.db.run(store.dropOfPurpose, [ctx.workspace, code, people]);
  return values;
}

/** Those among these people whose values for a purpose go whatever their time, by purpose. */
async function endedAmong(ctx: Ctx, page: readonly store.Serving[]): Promise<Map<string, PersonId[]>> {
  const off = new Set((await switchedOff(ctx)).filter(({ on }) => on <= ctx.now).map(({ code }) => code));
  const ended = new Map<string, PersonId[]>();
  for (const purpose of await listPurposes(ctx)) {
    const { code } = purpose;
    const served = page.filter(({ purposes }) => purposes.includes(code)).map(({ person }) => person);
    const going = off.has(code) || served.length === 0 ? served : [...(await unwillingAmong(ctx, purpose, served))];
    if (going.length > 0) ended.set(code, going);
  }
  return ended;
}

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
