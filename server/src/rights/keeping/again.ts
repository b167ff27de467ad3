// After an older backup was restored: what was kept back of somebody who is erased again is chosen again, as far as the backup holds it; and the days of what it holds already are those of today.
import { isKeyWithheld, keptBackDays, keptBackOf } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { dayOf } from '../deadlines.ts';
import type { RequestId, RequestRow } from '../store.ts';
import { keepBack } from './plan.ts';
import type { KeepGround, Scope } from './rules.ts';
import { type KeptId, keptStore } from './store.ts';

export type KeptAgain = { readonly again: number; readonly lost: number };

/**
 * Chooses for this request what was kept back of these people before; what the backup holds as a choice already gets the ground and day of the list. `lost` is what came after the backup: said plainly, in
 * the ledger too, and its line stays for a newer backup that holds it. The other lines end with the commit that seals the new items apart, whenever that is. Problems of `keepBack` where the backup holds an item that cannot be kept back: then nobody is to be erased.
 */
export async function keepAgain(ctx: Ctx, request: Pick<RequestRow, 'id' | 'state'>, people: readonly PersonId[]): Promise<KeptAgain> {
  let [again, lost] = [0, 0];
  for (const { kept, scope, item, ground: given, until, request: before } of await keptBackOf(ctx, people)) {
    if (Temporal.PlainDate.compare(Temporal.PlainDate.from(until), dayOf(ctx.now)) < 1) continue; // over meanwhile
    const ground = given as KeepGround;
    const plans = (await keptStore.ofRequest(ctx, request.id)).filter(({ state }) => state === 'planned');
    const plan = plans.find((each) => each.id === kept) ?? plans.find((each) => each.scope === scope && each.item === item);
    if (plan) await keptStore.setPlan(ctx, plan.id, ground, until);
    const chosen =
      plan?.id ?? (request.state === 'received' && (await choose(ctx, request.id, { scope: scope as Scope, item, ground, until }, before)));
    if (!chosen) {
      lost += 1;
      continue;
    }
    again += 1;
    if (chosen !== kept) await keptStore.replace(ctx, chosen, kept);
  }
  if (again + lost > 0) await append(ctx, { kind: 'kept.restored', facts: { request: request.id, again, lost } });
  return { again, lost };
}

/** Undefined for an item that the backup does not hold. */
async function choose(
  ctx: Ctx,
  request: RequestId,
  choice: Omit<Parameters<typeof keepBack>[2], 'reason'>,
  before: string,
): Promise<KeptId | undefined> {
  const keep = async (isClosed: boolean) =>
    (await keepBack(ctx, request, { ...choice, reason: `Kept back for ${before} before a backup was restored.` }, { isClosed })).id;
  try {
    return await keep(false).catch((error: unknown) => {
      if (!isKeyWithheld(error)) throw error;
      return keep(true); // the choice stands all the same, and is carried out with the erasure once the company gives its root key back
    });
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
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
