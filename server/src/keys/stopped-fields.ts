// Which fields a company stopped: a list beside the list of the erased, outside the database, so that an older backup brings neither the field nor its values back (Art. 5(1)(c), 17(1)(a)). A line
// names company and field by their ids and nothing else.
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { linesIn, noteUntilUndone, outside } from './outside.ts';

export type StoppedField = { readonly workspace: WorkspaceId; readonly field: Id<'fld'>; readonly at: Date };
type Line = { readonly workspace: WorkspaceId; readonly field: Id<'fld'>; readonly at: string };
const fileOf = (tools: Tools): string => outside(tools, 'stopped-fields.log');

/** Writes it down, durably, before the commit that says so. */
export const noteStoppedField = (ctx: Ctx, field: Id<'fld'>): Promise<void> =>
  noteUntilUndone(ctx, fileOf(ctx.tools), [{ workspace: ctx.workspace, field, at: ctx.now.toISOString() }]);

/** Every field on the list once, as it was stopped first, oldest first. */
export function stoppedFields(tools: Tools): StoppedField[] {
  const found = new Map<string, StoppedField>();
  for (const { workspace, field, at } of linesIn<Line>([fileOf(tools)]))
    if (workspace && field && at && !found.has(`${workspace} ${field}`))
      found.set(`${workspace} ${field}`, { workspace, field, at: new Date(at) });
  return [...found.values()];
}
