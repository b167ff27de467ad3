// How far a campaign has come, and how many were left out so far; both move in the commits that write messages.
import { holdLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import type { CampaignId, LeftOut } from '../types.ts';
import { addLeftOut, beyondAll, place, putPlace, putPlaceBefore } from './store.ts';

export { endPlace } from './store.ts';
export type Left = Map<string, LeftOut & { people: number }>;

/** Id of the person who was looked at last, or empty. */
export const placeOf = async (ctx: Ctx, id: CampaignId): Promise<string> => (await ctx.db.maybe(place, [ctx.workspace, id]))?.after ?? '';

/** Moves the place, and counts who was left out on the way. Whoever is erased at this moment is named no more: the place is the person before them (Art. 17). */
export async function advance(ctx: Ctx, id: CampaignId, to: string, left: Left): Promise<void> {
  const lives = (await holdLive(ctx, [to as PersonId])).size > 0;
  await ctx.db.run(lives ? putPlace : putPlaceBefore, [ctx.workspace, id, to, ctx.now]);
  const all = [...left.values()];
  const columns = [all.map((each) => each.because), all.map((each) => each.article), all.map((each) => each.people)];
  if (all.length > 0) await ctx.db.run(addLeftOut, [ctx.workspace, id, ...columns]);
}

/** Everybody was looked at: whoever becomes known while the last messages are under way is none of its audience. */
export const endAfterAll = (ctx: Ctx, id: CampaignId): Promise<unknown> => ctx.db.run(putPlace, [ctx.workspace, id, beyondAll, ctx.now]);
export const isAfterAll = (at: string): boolean => at === beyondAll;

/** One more for a reason. */
export function leaveOut(left: Left, { because, article }: LeftOut): void {
  left.set(because, { because, article, people: (left.get(because)?.people ?? 0) + 1 });
}
