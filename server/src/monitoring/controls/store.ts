// The only SQL for what controls showed.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import { newId } from '#kit/ids';
import type { ControlState } from '../rules.ts';

export type StateRow = {
  readonly control: string;
  readonly state: ControlState;
  readonly faults: number;
  readonly evidence: string[];
  readonly since: Date;
  readonly seenAt: Date;
};
export type RunRow = { readonly at: Date; readonly passing: number; readonly failing: number; readonly unknown: number };
type Look = Pick<StateRow, 'control' | 'state' | 'faults'> & { readonly evidence: readonly string[] };

const lockRuns = statement('monitoring.lock', `SELECT pg_advisory_xact_lock(hashtext('monitoring.run'), hashtext($1))`);
const current = statement<StateRow>(
  'monitoring.states',
  'SELECT control, state, faults, evidence, since, seen_at AS "seenAt" FROM control_states WHERE workspace_id = $1 AND until IS NULL',
);
const touch = statement(
  'monitoring.touch-state',
  'UPDATE control_states SET seen_at = $3, faults = $4, evidence = $5 WHERE workspace_id = $1 AND control = $2 AND until IS NULL',
);
const end = statement(
  'monitoring.end-state',
  'UPDATE control_states SET until = $3 WHERE workspace_id = $1 AND control = $2 AND until IS NULL',
);
const begin = statement(
  'monitoring.begin-state',
  'INSERT INTO control_states (workspace_id, id, control, state, faults, evidence, since, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)',
);
const addRun = statement(
  'monitoring.add-run',
  'INSERT INTO control_runs (workspace_id, id, at, passing, failing, unknown) VALUES ($1, $2, $3, $4, $5, $6)',
);
const newest = statement<RunRow>(
  'monitoring.newest-run',
  'SELECT at, passing, failing, unknown FROM control_runs WHERE workspace_id = $1 ORDER BY at DESC LIMIT 1',
);
const daily = statement<RunRow>(
  'monitoring.daily-runs',
  `SELECT DISTINCT ON ((at AT TIME ZONE 'UTC')::date) at, passing, failing, unknown FROM control_runs WHERE workspace_id = $1 AND at >= $2
   ORDER BY (at AT TIME ZONE 'UTC')::date, at DESC`,
);
const first = statement<{ at: Date | null }>('monitoring.first-run', 'SELECT min(at) AS at FROM control_runs WHERE workspace_id = $1');
const sweepRuns = statement('monitoring.sweep-runs', 'DELETE FROM control_runs WHERE workspace_id = $1 AND at < $2');
const sweepStates = statement('monitoring.sweep-states', 'DELETE FROM control_states WHERE workspace_id = $1 AND until < $2');
const named = statement<{ count: number }>(
  'monitoring.states-naming',
  'SELECT count(*)::int AS count FROM control_states WHERE workspace_id = $1 AND evidence && $2::text[]',
);
const unname = statement(
  'monitoring.states-unname',
  `UPDATE control_states SET evidence = ARRAY(SELECT e FROM unnest(evidence) e WHERE NOT e = ANY ($2::text[])) WHERE workspace_id = $1 AND evidence && $2::text[]`,
);

/** One run at a time in a workspace: states must not be begun twice. */
export const oneAtATime = (ctx: Ctx) => ctx.db.run(lockRuns, [ctx.workspace]);
export const statesNow = (ctx: Ctx): Promise<StateRow[]> => ctx.db.all(current, [ctx.workspace]);
export const newestRun = (ctx: Ctx): Promise<RunRow | undefined> => ctx.db.maybe(newest, [ctx.workspace]);
/** The last run of each day (UTC), rising. */
export const dailyRuns = (ctx: Ctx, since: Date): Promise<RunRow[]> => ctx.db.all(daily, [ctx.workspace, since]);
export const countNaming = async (ctx: Ctx, ids: readonly string[]) => (await ctx.db.one(named, [ctx.workspace, ids])).count;
export const unnameStates = (ctx: Ctx, ids: readonly string[]) => ctx.db.run(unname, [ctx.workspace, ids]);

/** Takes a look down: the same state goes on, another one ends it. */
export async function keepLook(ctx: Ctx, look: Look, before: StateRow | undefined): Promise<void> {
  if (before?.state === look.state) {
    await ctx.db.run(touch, [ctx.workspace, look.control, ctx.now, look.faults, look.evidence]);
    return;
  }
  if (before) await ctx.db.run(end, [ctx.workspace, look.control, ctx.now]);
  await ctx.db.run(begin, [ctx.workspace, newId('ctl'), look.control, look.state, look.faults, look.evidence, ctx.now]);
}

export async function keepRun(ctx: Ctx, counts: Omit<RunRow, 'at'>, keepAfter: Date): Promise<void> {
  await ctx.db.run(addRun, [ctx.workspace, newId('run'), ctx.now, counts.passing, counts.failing, counts.unknown]);
  await ctx.db.run(sweepRuns, [ctx.workspace, keepAfter]);
  await ctx.db.run(sweepStates, [ctx.workspace, keepAfter]);
}
/** When this company was looked at first, as far as that is kept. */
export const firstRun = async (ctx: Ctx) => (await ctx.db.one(first, [ctx.workspace])).at ?? undefined;
