// Values of fields that go by themselves within the next days, as `dropOf` takes them: by their own time, seven days after their purpose was switched off, or with a field that was stopped and held. What somebody
// takes back the consent for goes within the hour, which nobody knows beforehand.
import { keptAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { dayOf, switchedOff } from './ended.ts';
import * as store from './store.ts';

/** `goesOn` is an ISO day, never one before today or before the day until which nothing goes. */
type PlannedValue = { readonly person: PersonId; readonly goesOn: string; readonly isKept: boolean };

/** Values that go on an ISO day or before it, the first to go first, and whether a restriction or a hold keeps them; at most so many, `isCut` where there are more. */
export async function valuesUntil(ctx: Ctx, day: string, most: number): Promise<{ items: PlannedValue[]; isCut: boolean }> {
  const off = await switchedOff(ctx);
  const purposes = [off.map(({ code }) => code), off.map(({ on }) => on)];
  const rows = await ctx.db.all(store.goingUntil, [ctx.workspace, day, most + 1, ...purposes]);
  const going = rows.slice(0, most);
  const kept = await keptAmong(ctx, [...new Set(going.map(({ person }) => person))]);
  const heldOff = (await ctx.db.maybe(store.heldOff, [ctx.workspace]))?.notBefore ?? '';
  const floor = [dayOf(ctx.now), heldOff];
  return {
    items: going.map(({ person, goesOn }) => ({ person, goesOn: [goesOn, ...floor].sort().at(-1) ?? goesOn, isKept: kept.has(person) })),
    isCut: rows.length > most,
  };
}
