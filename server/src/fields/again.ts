// After an older backup was restored, fields that were stopped since are stopped again before any door opens, by the list that lies outside of what is restored.
import { workspaceIds } from '#access';
import { type StoppedField, stoppedFields, unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { stopAgain } from './declare.ts';
import * as store from './store.ts';
import type { FieldId } from './types.ts';

/** Stops those on the list that stand here as if nobody had, as of when they were stopped; gives how many. What they hold is read by nobody from then on, and goes with the sweep. Safe to repeat. */
export async function stopFieldsAgain(tools: Tools): Promise<number> {
  let count = 0;
  for (const [workspace, list] of await listed(tools, stoppedFields(tools)))
    await unlessClosed(() =>
      asRestore(tools, workspace, async (ctx) => {
        for (const { field, at } of await standing(ctx, list)) {
          await stopAgain(ctx, field, at);
          count += 1;
        }
      }),
    );
  return count;
}

/** How many of those on a list take values here as if nobody had stopped them, by company. */
export async function standingAgain(tools: Tools, list: readonly StoppedField[]): Promise<{ workspace: WorkspaceId; count: number }[]> {
  const found: { workspace: WorkspaceId; count: number }[] = [];
  for (const [workspace, own] of await listed(tools, list))
    await unlessClosed(async () => {
      found.push({ workspace, count: (await asRestore(tools, workspace, (ctx) => standing(ctx, own))).length });
    });
  return found.filter(({ count }) => count > 0);
}

/** By company, of those that are here. */
async function listed(tools: Tools, list: readonly StoppedField[]): Promise<Map<WorkspaceId, StoppedField[]>> {
  if (list.length === 0) return new Map();
  const here = new Set(await workspaceIds(tools));
  return Map.groupBy(
    list.filter(({ workspace }) => here.has(workspace)),
    ({ workspace }) => workspace,
  );
}

async function standing(ctx: Ctx, list: readonly StoppedField[]): Promise<StoppedField[]> {
  const rows = await ctx.db.all(store.standingAmong, [ctx.workspace, list.map(({ field }) => field)]);
  const ids = new Set<FieldId>(rows.map(({ id }) => id));
  return list.filter(({ field }) => ids.has(field));
}

const asRestore = <T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, work);
