// Whose request takes longer and who did not hear of it within the first month (Art. 12(3)): a step that says "no address" tells nobody.
import type { Ctx } from '#kit/ctx';
import { dayOf } from '../deadlines.ts';
import { store } from '../store.ts';
import { dueBy } from './due.ts';
import { courseStore } from './store.ts';

/** How many open requests were extended, are past their first month with its pauses, and have nobody who told the person in time. */
export async function untold(ctx: Ctx): Promise<number> {
  const today = dayOf(ctx.now).toString();
  let found = 0;
  for (const row of await courseStore.longer(ctx)) {
    const end = await dueBy(ctx, row, await courseStore.pauses(ctx, row.id), 1);
    const told = (await store.steps(ctx, [row.id])).find((each) => each.step === 'told-extended');
    const reached = told && !/^(?:no-|not-|nobody)/.test(String(told.detail['person'])) && dayOf(told.at).toString() <= end;
    if (!reached && today > end) found += 1;
  }
  return found;
}
