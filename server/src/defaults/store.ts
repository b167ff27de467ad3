// The only SQL for steps towards less privacy. The table only grows; a step that was taken back stays as proof.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Words } from '#kit/setting';

export type StepRow = {
  readonly id: Id<'dfs'>;
  readonly setting: string;
  readonly before: Words;
  readonly after: Words;
  readonly undo: unknown;
  readonly reason: Sealed;
  readonly takenBy: string;
  readonly takenAt: Date;
};
const newest = statement<StepRow>(
  'defaults.newest',
  `SELECT DISTINCT ON (setting) id, setting, before, after, undo, reason, taken_by AS "takenBy", taken_at AS "takenAt" FROM default_steps
   WHERE workspace_id = $1 ORDER BY setting, id DESC`,
);
const add = statement(
  'defaults.add',
  'INSERT INTO default_steps (workspace_id, id, setting, before, after, undo, reason, taken_by, taken_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
);

/** The newest step of each setting. */
export const newestSteps = (ctx: Ctx): Promise<StepRow[]> => ctx.db.all(newest, [ctx.workspace]);
export const addStep = (ctx: Ctx, { id, setting, before, after, undo, reason }: Omit<StepRow, 'takenBy' | 'takenAt'>) =>
  ctx.db.run(add, [
    ...[ctx.workspace, id, setting, JSON.stringify(before), JSON.stringify(after), JSON.stringify(undo)],
    ...[reason, ctx.actor.id, ctx.now],
  ]);
