// The sweeper: companies take turns, so that one with very much to delete holds up nobody; between turns it rests as long as the last one took, so that writers go first.
import { setTimeout as rest } from 'node:timers/promises';
import { workspaceIds } from '#access';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { fewestRows, nextSize } from './rules.ts';
import { type Turn, takeTurn } from './turn.ts';

export type Progress = (workspace: WorkspaceId, turn: Turn) => void;
const clockMs = 20_000; // what a beat of the clock may take; the next one goes on

/** Turns until every company is done; companies that fail are left for the next time and counted. `again` sweeps also those that were swept today. */
export async function sweep(
  tools: Tools,
  { again = false, forMs = Number.POSITIVE_INFINITY, onTurn }: { again?: boolean; forMs?: number; onTurn?: Progress } = {},
): Promise<{ failed: number }> {
  const until = performance.now() + forMs;
  const sizes = new Map((await workspaceIds(tools)).map((workspace) => [workspace, fewestRows * 5]));
  const begun = new Set<WorkspaceId>();
  let failed = 0;
  while (sizes.size > 0 && performance.now() < until)
    for (const [workspace, size] of [...sizes]) {
      const began = performance.now();
      const turn = await oneTurn(tools, workspace, size, again && !begun.has(workspace));
      const took = performance.now() - began;
      begun.add(workspace);
      if (turn === undefined) failed += 1;
      else onTurn?.(workspace, turn);
      if (turn === undefined || turn.stage === 'done') sizes.delete(workspace);
      else sizes.set(workspace, turn.rows > 0 ? nextSize(size, took) : size);
      if (performance.now() < until && sizes.size > 0) await rest(Math.min(took, 1000));
    }
  return { failed };
}

/** A beat of the clock. */
export const sweepForAWhile = async (tools: Tools): Promise<void> => void (await sweep(tools, { forMs: clockMs }));

async function oneTurn(tools: Tools, workspace: WorkspaceId, size: number, again: boolean): Promise<Turn | undefined> {
  try {
    return await act(tools, { workspace, actor: { kind: 'system', id: 'retention' }, purpose: 'rights-fulfilment' }, (ctx) =>
      takeTurn(ctx, size, again),
    );
  } catch (error) {
    log.of({ tools })('error', 'retention.turn-failed', { workspace, error: errorCode(error) });
    return undefined;
  }
}
