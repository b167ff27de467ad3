// Which hand-overs were taken back or refused: a list beside the list of the erased, outside the database, so that an older backup lets none of them wait again (Art. 20(2), 7(3)). A line
// names company and hand-over by their ids and nothing else. A file for each month: what waited is over by itself after two, and its file goes.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { linesIn, noteUntilUndone, outside } from './outside.ts';

/** `withdrawn` by whoever sent it, `refused` here, `stopped` on its way from here. */
export type TakenBack = { readonly workspace: WorkspaceId; readonly handover: Id<'hov'>; readonly as: 'withdrawn' | 'refused' | 'stopped' };
const nameOf = (at: Date): string => `taken-back-${at.toISOString().slice(0, 7)}.log`;
const monthsKept = 2;

/** Writes it down, durably, before the commit that says so. */
export const noteTakenBack = (ctx: Ctx, handover: Id<'hov'>, as: TakenBack['as']): Promise<void> =>
  noteUntilUndone(ctx, outside(ctx.tools, nameOf(ctx.now)), [{ workspace: ctx.workspace, handover, as }]);

/** Everything on the list, oldest first. */
export const takenBack = (tools: Tools): TakenBack[] =>
  linesIn<TakenBack>(filesIn(tools)).flatMap(({ workspace, handover, as }) =>
    workspace && handover && as ? [{ workspace, handover, as }] : [],
  );

function filesIn(tools: Tools): string[] {
  const folder = config.of({ tools }).keys;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^taken-back-\d{4}-\d\d\.log$/.test(name)) : [];
  return names.sort().map((name) => path.join(folder, name));
}

/** Deletes the files of months whose hand-overs are over by themselves. */
export function expireTakenBack(tools: Tools, now: Date): void {
  const oldest = nameOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsKept, 1)));
  for (const file of filesIn(tools)) if (path.basename(file) < oldest) rmSync(file, { force: true });
}
