// The only SQL for copies that are handed out by somebody: a step of the request says that one is to be, and by which way.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import { type RequestId, store } from '../store.ts';

const needs = statement('rights.needsApprovals', 'UPDATE requests SET approvals_needed = $3 WHERE workspace_id = $1 AND id = $2');
const planned = 'hand-out-asked';

export const plan = async (ctx: Ctx, id: RequestId, by: string, approvals: number): Promise<void> => {
  await ctx.db.run(needs, [ctx.workspace, id, approvals]);
  await store.step(ctx, id, planned, { by });
};

/** By which way it is to be handed out; undefined while nobody asked for that. */
export async function wayOut(ctx: Ctx, id: RequestId): Promise<string | undefined> {
  const step = (await store.steps(ctx, [id])).find((each) => each.step === planned);
  return step && String(step.detail['by']);
}

/** Whether the copy goes into somebody's hand, and not onto their page alone. */
export const isForHand = async (ctx: Ctx, id: RequestId): Promise<boolean> => (await wayOut(ctx, id)) !== undefined;
