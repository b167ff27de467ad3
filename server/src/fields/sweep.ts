// The sweep of values: people by people in small turns, each one transaction with the place from which the next goes on. Killed in between, nothing of that turn has happened.
import { workspaceIds } from '#access';
import { unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { inTurns } from '#kit/turns';
import { append } from '#ledger';
import { dayOf, dropOf } from './ended.ts';
import * as store from './store.ts';

const turnSize = 200; // people; of each there is one value for a field at most
const clockMs = 20_000; // what a beat of the clock may take; the next one goes on
const hourMs = 3_600_000;
const readsKept = 400; // days
const stoppedKept = 100; // days, more than the data map looks back

export type Turn = { readonly isDone: boolean; readonly people: number; readonly values: number };
const done: Turn = { isDone: true, people: 0, values: 0 };

/** Turns until every company is through; those that fail are left for the next time and counted. `again` begins anew also where the last sweep ended less than an hour ago. */
export async function sweepFields(
  tools: Tools,
  { again = false, forMs }: { again?: boolean; forMs?: number } = {},
): Promise<{ failed: number }> {
  const begun = new Set<string>();
  let failed = 0;
  const take = async (workspace: Ctx['workspace']): Promise<boolean> => {
    let turn = done;
    const one = () =>
      act(tools, { workspace, actor: { kind: 'system', id: 'fields.sweep' } }, async (ctx) => {
        turn = await takeTurn(ctx, turnSize, again && !begun.has(workspace));
      });
    await unlessClosed(one).catch((error: unknown) => {
      failed += 1;
      log.of({ tools })('error', 'fields.turn-failed', { workspace, error: errorCode(error) });
      turn = done;
    });
    begun.add(workspace);
    return turn.isDone;
  };
  await inTurns(await workspaceIds(tools), take, forMs);
  return { failed };
}

/** A beat of the clock. */
export const sweepForAWhile = async (tools: Tools): Promise<void> => void (await sweepFields(tools, { forMs: clockMs }));

/** Nothing goes by itself before this day (YYYY-MM-DD). */
export async function holdOffSweep(ctx: Ctx, day: string): Promise<void> {
  await ctx.db.run(store.beginSweep, [ctx.workspace, ctx.now]);
  await ctx.db.run(store.holdOffSweep, [ctx.workspace, day]);
}

/** Whether a day before which nothing goes by itself lies ahead. */
export async function isHeldOff(ctx: Ctx): Promise<boolean> {
  const day = (await ctx.db.maybe(store.heldOff, [ctx.workspace]))?.notBefore ?? null;
  return day !== null && dayOf(ctx.now) < day;
}

/** Goes on where the last turn ended, or begins anew an hour after it began; done when there is nothing to do yet, nothing may go before a day that lies ahead, or another node is at it. */
export async function takeTurn(ctx: Ctx, size: number, again = false): Promise<Turn> {
  await ctx.db.run(store.beginSweep, [ctx.workspace, ctx.now]);
  const sweep = await ctx.db.maybe(store.takeSweep, [ctx.workspace]);
  if (!sweep || (sweep.notBefore !== null && dayOf(ctx.now) < sweep.notBefore)) return done;
  const isNew = again || (sweep.endedAt !== null && ctx.now.getTime() - sweep.beganAt.getTime() >= hourMs);
  if (sweep.endedAt !== null && !isNew) return done;
  if (isNew) await ctx.db.run(store.restartSweep, [ctx.workspace, ctx.now]);
  const page = await ctx.db.all(store.peopleAfter, [ctx.workspace, isNew ? '' : (sweep.afterId ?? ''), size]);
  const people = page.map(({ person }) => person);
  const values = await dropOf(ctx, page);
  const isDone = page.length < size;
  await ctx.db.run(store.advanceSweep, [ctx.workspace, people.at(-1) ?? null, people.length, values, isDone ? ctx.now : null]);
  if (isDone) await finish(ctx, values + (isNew ? 0 : sweep.values));
  return { isDone, people: people.length, values };
}

async function finish(ctx: Ctx, values: number): Promise<void> {
  await ctx.db.run(store.dropReads, [ctx.workspace, dayOf(ctx.now, readsKept)]);
  await ctx.db.run(store.dropStopped, [ctx.workspace, new Date(ctx.now.getTime() - stoppedKept * 24 * hourMs)]);
  if (values > 0) await append(ctx, { kind: 'field.ended', facts: { values } });
}
