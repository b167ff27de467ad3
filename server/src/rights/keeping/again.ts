// After an older backup was restored: what was kept back of somebody who is erased again is chosen again, as far as the backup holds it; and the days of what it holds already are those of today.
import { keptBackDays, keptBackOf, noteKeptEnd } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { dayOf } from '../deadlines.ts';
import type { RequestId } from '../store.ts';
import { keepBack } from './plan.ts';
import type { KeepGround, Scope } from './rules.ts';
import { keptStore } from './store.ts';

export type KeptAgain = { readonly again: number; readonly lost: number };

/** Chooses for this request what was kept back of these people before. `lost` is what came after the backup, or is larger than may stay: said plainly, in the ledger too. */
export async function keepAgain(ctx: Ctx, request: RequestId, people: readonly PersonId[]): Promise<KeptAgain> {
  let [again, lost] = [0, 0];
  for (const { kept, scope, item, ground, until, request: before } of await keptBackOf(ctx, people)) {
    if (Temporal.PlainDate.compare(Temporal.PlainDate.from(until), dayOf(ctx.now)) < 1) continue; // over meanwhile
    const reason = `Kept back for ${before} before a backup was restored.`;
    try {
      await keepBack(ctx, request, { scope: scope as Scope, item, ground: ground as KeepGround, reason, until });
      again += 1;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      lost += 1;
    }
    noteKeptEnd(ctx, kept); // the new item has lines of its own
  }
  if (again + lost > 0) await append(ctx, { kind: 'kept.restored', facts: { request, again, lost } });
  return { again, lost };
}

/** Gives items that the backup holds the days that were set since. Those that ended since are shredded again, and the clock takes them away. */
export async function setKeptDays(ctx: Ctx): Promise<void> {
  const days = keptBackDays(ctx.tools);
  for (let page = await keptStore.standing(ctx, null); page.length > 0; page = await keptStore.standing(ctx, page.at(-1)?.id ?? null))
    for (const { id, until } of page) {
      const newest = days.get(id);
      if (newest && newest !== until) await keptStore.setDay(ctx, id, newest);
    }
}
