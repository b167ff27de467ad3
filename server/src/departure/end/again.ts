// After an older backup was restored: a company that left since then is there again, keys and all. It leaves once more before any door opens.
import { departedCompanies } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import type { Tools } from '#kit/tool';
import * as store from '../store.ts';
import { leave } from './leave.ts';
import { speaking } from './speaking.ts';

/** Deletes every company of the list that is in this database; gives how many. Error when one of them is still there afterwards. Safe to repeat. */
export async function leaveAgain(tools: Tools): Promise<number> {
  let count = 0;
  for (const { workspace, departure } of departedCompanies(tools)) {
    const whose = { tools, workspace };
    if (!(await speaking(whose, store.stands))) continue;
    await speaking(whose, (ctx) => beginAgain(ctx, departure as Id<'dep'>));
    if ((await leave(whose, { again: true })) !== 'left') throw new Error('a company that has left is still in the restored database');
    count += 1;
  }
  return count;
}

/** Error, in words for an operator, when a company that has left stands in this database again and is not about to leave: it was put back from before. */
export async function refuseReturnedCompanies(tools: Tools): Promise<void> {
  for (const { workspace } of departedCompanies(tools)) {
    const stands = await speaking(
      { tools, workspace },
      async (ctx) => (await store.stands(ctx)) && (await store.endOf(ctx))?.state !== 'leaving',
    );
    if (stands)
      throw new Error(
        `the company ${workspace} has left and stands in this database again: it was put back from an earlier state. Stop every Parley, then parley keys erase-returned`,
      );
  }
}

/** Nobody is asked, told or waited for: that was done the first time. */
async function beginAgain(ctx: Ctx, id: Id<'dep'>): Promise<void> {
  await store.close(ctx);
  const before = await store.endOf(ctx);
  if (before?.state === 'leaving') return;
  await store.dropEnd(ctx);
  await store.addEnd(ctx, { id, state: 'leaving', endsAt: ctx.now, returns: before?.returns ?? false, holds: before?.holds ?? 'wait' });
  await store.setStage(ctx, 'leaving', 'closed', null, { closedAt: ctx.now.toISOString(), askedBefore: 1 });
}
