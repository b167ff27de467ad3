// What goes by itself: values whose time is over, whose field was stopped, or of whom want no more of its purpose (Art. 5(1)(e), 17(1)(b), 17(1)(c)). What is restricted stays,
// since restriction means storing (Art. 18(2)), and so does what is held (Art. 17(3)).
import { keptAmong, unwillingAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { listPurposes } from '#purposes';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

const pageSize = 500;
const dayMs = 86_400_000;
const readsKept = 400; // days
type Page = { readonly person: PersonId }[];

/** Runs each hour, a page of people at a time. */
export async function dropEnded(ctx: Ctx): Promise<void> {
  const values = (await dropOver(ctx)) + (await dropUnwilling(ctx));
  await ctx.db.run(store.dropReads, [ctx.workspace, dayOf(ctx.now, readsKept)]);
  await ctx.db.run(store.dropStopped, [ctx.workspace]);
  if (values > 0) await append(ctx, { kind: 'field.ended', facts: { values } });
}

/** How many values went now, of all fields or of one. */
export const dropOver = (ctx: Ctx, field: FieldId | null = null): Promise<number> =>
  byPage(
    (after) => ctx.db.all(store.peopleOver, [ctx.workspace, ctx.now, after, pageSize, field]),
    async (people) => ctx.db.run(store.dropOver, [ctx.workspace, ctx.now, await free(ctx, people), field]),
  );

/** Values of those who took back the yes for a purpose or objected to it, also while it is off. What the company changed about it hides them until people are asked again, and is no will of theirs. */
async function dropUnwilling(ctx: Ctx): Promise<number> {
  let values = 0;
  for (const purpose of await listPurposes(ctx))
    values += await byPage(
      (after) => ctx.db.all(store.peopleWith, [ctx.workspace, purpose.code, after, pageSize]),
      async (people) => {
        const unwilling = await free(ctx, [...(await unwillingAmong(ctx, purpose, people))]);
        return ctx.db.run(store.dropOfPurpose, [ctx.workspace, purpose.code, unwilling]);
      },
    );
  return values;
}

/** How many values stand on people a day after their time, but for what must stay. */
export async function countOverdue(ctx: Ctx): Promise<number> {
  const then = new Date(ctx.now.getTime() - dayMs);
  return byPage(
    (after) => ctx.db.all(store.peopleOver, [ctx.workspace, then, after, pageSize, null]),
    async (people) => (await ctx.db.one(store.countOver, [ctx.workspace, then, await free(ctx, people)])).count,
  );
}

/** Those of whom something may go now; asked last of all before it does. */
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
