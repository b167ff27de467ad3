// What was chosen to stay, as the decision about the request sees it.
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { conversationOfHold, holdsOver } from '#retention';
import type { RequestId } from '../store.ts';
import { answersHolds } from './rules.ts';
import { keptStore } from './store.ts';

/** A request that is refused or taken back erases nothing, so nothing is kept back from it. */
export async function dropPlans(ctx: Ctx, request: RequestId): Promise<void> {
  for (const { id } of await keptStore.ofRequest(ctx, request)) await keptStore.drop(ctx, request, id);
}

/** How much of the erased stays because a legal hold stands over it. */
export const keptUnderHold = (ctx: Ctx): Promise<number> => keptStore.underHold(ctx);

/** Whether a hold over one conversation is answered by keeping that conversation back, on its ground and no shorter; one over the person as a whole never is. */
export async function isCovered(ctx: Ctx, request: RequestId, fact: Id<'fct'>): Promise<boolean> {
  const held = await conversationOfHold(ctx, fact);
  const chosen = held && (await keptStore.ofRequest(ctx, request)).find(({ item }) => item === held);
  return held !== undefined && chosen !== undefined && answersHolds(chosen, await holdsOver(ctx, held));
}
