// What flowed, out of the record of acts: groups of entries without their subjects, for whoever counts. Nobody on the way in or out waits for this.
import type { Ctx } from '#kit/ctx';
import { type Flow, firstAt, flowEnd, flowsBetween } from './store.ts';

export type { Flow } from './store.ts';

/** When the first entry was made; undefined while there is none in its place. */
export const ledgerBegan = (ctx: Ctx): Promise<Date | undefined> => firstAt(ctx);

/** Uses of data and messages that came in, from a position on, in groups; `next` is where to go on, equal to `position` at the end. Looks at no more than `limit` entries. */
export async function flowsSince(ctx: Ctx, position: number, limit: number): Promise<{ next: number; flows: Flow[] }> {
  const next = await flowEnd(ctx, position, limit);
  return next === position ? { next, flows: [] } : { next, flows: await flowsBetween(ctx, position, next) };
}
