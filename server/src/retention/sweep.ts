// The sweeper: companies take turns, each sized by how long the last one took.
import { workspaceIds } from '#access';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { inTurns } from '#kit/turns';
import { fewestRows, nextSize } from './rules.ts';
import { type Turn, takeTurn } from './turn.ts';

export type Progress = (workspace: WorkspaceId, turn: Turn) => void;
const clockMs = 20_000; // what a beat of the clock may take; the next one goes on

/** Turns until every company is done; companies that fail are left for the next time and counted. `again` sweeps also those that were swept today. */
export async function sweep(
  tools: Tools,
  { again = false, forMs, onTurn }: { again?: boolean; forMs?: number; onTurn?: Progress } = {},
): Promise<{ failed: number }> {
  const sizes = new Map<WorkspaceId, number>();
  let failed = 0;
  const take = async (workspace: WorkspaceId): Promise<boolean> => {
    const [size, began] = [sizes.get(workspace) ?? fewestRows * 5, performance.now()];
    const turn = await oneTurn(tools, workspace, size, again && !sizes.has(workspace));
    sizes.set(workspace, turn && turn.rows > 0 ? nextSize(size, performance.now() - began) : size);
    if (turn === undefined) failed += 1;
    else onTurn?.(workspace, turn);
    return turn === undefined || turn.stage === 'done';
  };
  await inTurns(await workspaceIds(tools), take, forMs);
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
