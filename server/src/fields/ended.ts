// What goes by itself: values whose time is over or whose field was stopped (Art. 5(1)(e)). What is restricted stays, since restriction means storing (Art. 18(2)), and so does
// what is held (Art. 17(3)).
import { decideEach, keptAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { listPurposes, type Purpose, purposeVersions } from '#purposes';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

const pageSize = 500;
const noMore = /^(?:consent-|objected|erased$)/;
const dayMs = 86_400_000;
const readsKept = 400; // days
const stoppedKept = 100; // days, more than the data map looks back
/** After a purpose was switched off its values stay so many days, in which that can be undone; nobody reads them meanwhile. */
export const graceDays = 7;

/** Runs each hour, a page of people at a time. */
export async function dropEnded(ctx: Ctx): Promise<void> {
  const values = (await dropOver(ctx)) + (await dropUnwilling(ctx)) + (await dropSwitchedOff(ctx));
  await ctx.db.run(store.dropReads, [ctx.workspace, dayOf(ctx.now, readsKept)]);
  await ctx.db.run(store.dropStopped, [ctx.workspace, new Date(ctx.now.getTime() - stoppedKept * dayMs)]);
  if (values > 0) await append(ctx, { kind: 'field.ended', facts: { values } });
}

/** How many values went now, of all fields or of one. */
export async function dropOver(ctx: Ctx, field: FieldId | null = null): Promise<number> {
  let values = 0;
  for (let after = ''; ; ) {
    const page = (await ctx.db.all(store.peopleOver, [ctx.workspace, ctx.now, after, pageSize, field])).map(({ person }) => person);
    const kept = await keptAmong(ctx, page);
    values += await ctx.db.run(store.dropOver, [ctx.workspace, ctx.now, page.filter((person) => !kept.has(person)), field]);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return values;
    after = last;
  }
}

/** Values of those who took back the yes for a purpose or objected to it (Art. 17(1)(b), 17(1)(c)); a purpose that is off is no will of theirs, and has its own time. */
async function dropUnwilling(ctx: Ctx): Promise<number> {
  let values = 0;
  for (const purpose of await listPurposes(ctx))
    for await (const people of peopleWith(ctx, purpose.code))
      values += await ctx.db.run(store.dropOfPurpose, [ctx.workspace, purpose.code, await withoutYes(ctx, purpose, people)]);
  return values;
}

/** Values for purposes that have been off for longer than the days of grace: nothing is left that they are needed for (Art. 5(1)(b), 17(1)(a)). */
async function dropSwitchedOff(ctx: Ctx): Promise<number> {
  let values = 0;
  for (const { code, on } of await switchedOff(ctx))
    if (on <= ctx.now)
      for await (const people of peopleWith(ctx, code)) values += await ctx.db.run(store.dropOfPurpose, [ctx.workspace, code, people]);
  return values;
}

/** Purposes that are off, each with the moment from which the values of its fields go. */
export async function switchedOff(ctx: Ctx): Promise<{ readonly code: string; readonly on: Date }[]> {
  const off = (await listPurposes(ctx)).filter(({ active }) => !active);
  const every = off.flatMap(({ code, version }) => Array.from({ length: version }, (_, at) => ({ code, version: at + 1 })));
  const versions = await purposeVersions(ctx, every);
  return off.map(({ code, since }) => {
    const own = versions.filter((each) => each.code === code).sort((one, other) => one.version - other.version);
    const last = own.findLastIndex(({ active }) => active);
    return { code, on: new Date((own[last + 1]?.since ?? since).getTime() + graceDays * dayMs) };
  });
}

/** Pages of those whose values for a purpose may go: what is restricted or held stays. */
async function* peopleWith(ctx: Ctx, code: string): AsyncGenerator<PersonId[]> {
  for (let after = ''; ; ) {
    const page = (await ctx.db.all(store.peopleWith, [ctx.workspace, code, after, pageSize])).map(({ person }) => person);
    const kept = await keptAmong(ctx, page);
    yield page.filter((person) => !kept.has(person));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last;
  }
}

async function withoutYes(ctx: Ctx, { code, lawfulBasis, channels }: Purpose, people: readonly PersonId[]): Promise<PersonId[]> {
  let left = people;
  for (const channel of lawfulBasis === 'consent' ? channels : [undefined]) {
    const verdicts = await decideEach(ctx, { act: 'reveal', purpose: code, channel, people: left });
    left = left.filter((person) => {
      const verdict = verdicts.get(person);
      return verdict !== undefined && !verdict.allowed && noMore.test(verdict.because);
    });
  }
  return lawfulBasis === 'consent' && channels.length === 0 ? [] : [...left];
}

/** How many values stand on people a day after their time, but for what must stay. */
export async function countOverdue(ctx: Ctx): Promise<number> {
  const dayAgo = new Date(ctx.now.getTime() - dayMs);
  const off = (await switchedOff(ctx)).filter(({ on }) => on <= dayAgo).map(({ code }) => code);
  const rows = await ctx.db.all(store.valuesOver, [ctx.workspace, dayAgo, off]);
  const kept = await keptAmong(ctx, [...new Set(rows.map(({ person }) => person))]);
  return rows.filter(({ person }) => !kept.has(person)).length;
}

/** The day so many days before, YYYY-MM-DD in UTC. */
export const dayOf = (now: Date, daysBefore = 0): string => new Date(now.getTime() - daysBefore * dayMs).toISOString().slice(0, 10);
