// Emergencies that were reviewed are evidence for three years (the limitation period of most claims), then they go; those without a verdict stay until they have one.
import type { Ctx } from '#kit/ctx';
import * as store from './store.ts';

export const keptDays = 1095;

export async function sweepEmergencies(ctx: Ctx): Promise<void> {
  await store.sweepOld(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - keptDays * 86_400_000));
}
