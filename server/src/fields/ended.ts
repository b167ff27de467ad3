// What goes by itself: values whose time is over or whose field was stopped (Art. 5(1)(e)). What is restricted stays, since restriction means storing (Art. 18(2)), and so does
// what is held (Art. 17(3)).
import { keptAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import { append } from '#ledger';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

const pageSize = 500;
const dayMs = 86_400_000;
const readsKept = 400; // days

/** Runs each hour, a page of people at a time. */
export async function dropEnded(ctx: Ctx): Promise<void> {
  const values = await dropOver(ctx);
  await ctx.db.run(store.dropReads, [ctx.workspace, dayOf(ctx.now, readsKept)]);
  await ctx.db.run(store.dropStopped, [ctx.workspace]);
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

/** How many values stand on people a day after their time, but for what must stay. */
export async function countOverdue(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.all(store.valuesOver, [ctx.workspace, new Date(ctx.now.getTime() - dayMs)]);
  const kept = await keptAmong(ctx, [...new Set(rows.map(({ person }) => person))]);
  return rows.filter(({ person }) => !kept.has(person)).length;
}

/** The day so many days before, YYYY-MM-DD in UTC. */
export const dayOf = (now: Date, daysBefore = 0): string => new Date(now.getTime() - daysBefore * dayMs).toISOString().slice(0, 10);
