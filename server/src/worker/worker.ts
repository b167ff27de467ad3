// Everything that happens without a request: listeners of announcements, clocks of the rooms, and live events between nodes. One glance shows it all.
import { AsyncLocalStorage } from 'node:async_hooks';
import { workspaceIds } from '#access';
import type { WorkspaceId } from '#kit/ids';
import { live, openLive } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { listeners, wake } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock, Room } from '#kit/room';
import type { Tools } from '#kit/tool';
import { carriers, openLine } from './line.ts';
import { alone, drain } from './queue.ts';

const sweepMs = 2_000;

/** Starts listeners, clocks and the live line; gives what stops them and waits for what is under way. */
export async function startWorker(tools: Tools, rooms: readonly Room[], databaseUrl: string): Promise<() => Promise<void>> {
  const busy = new Set<Promise<unknown>>();
  const draining = new Map<WorkspaceId, { again: boolean; call: () => void }>(); // again: woken since the queue was last looked into
  let stopped = false;
  const track = (work: Promise<unknown>) => {
    const watched = work
      .catch((error) => log.of({ tools })('error', 'worker.failed', { error: errorCode(error) }))
      .finally(() => busy.delete(watched));
    busy.add(watched);
  };
  // whoever wakes it lends it nothing: what waits belongs to others
  const apart = AsyncLocalStorage.snapshot();
  const wakeUp = (workspace: WorkspaceId) => apart(awaken, workspace);
  const awaken = (workspace: WorkspaceId): void => {
    if (stopped) return;
    const under = draining.get(workspace);
    if (under) {
      under.again = true;
      under.call();
      return;
    }
    const state = { again: false, call: () => {} };
    draining.set(workspace, state);
    const woken = () =>
      new Promise<void>((resolve) => {
        state.again = false;
        state.call = resolve;
      });
    track(
      drain(tools, workspace, () => stopped, woken).finally(() => {
        draining.delete(workspace);
        if (state.again) wakeUp(workspace);
      }),
    );
  };
  wake.set(tools, wakeUp);
  const line = await openLine(tools, databaseUrl);
  const timers = rooms
    .flatMap((room) => room.clocks ?? [])
    .map((each) => every(each.everySeconds * 1000, () => track(runClock(tools, each))));
  const sweep = every(sweepMs, () => track(workspaceIds(tools).then((all) => all.forEach(wakeUp))));
  return async () => {
    stopped = true;
    for (const stop of [...timers, sweep]) stop();
    await Promise.allSettled(busy);
    await line();
  };
}

/** Sets the tools that announcements and live events need, before any room starts. */
export function prepareWorker(tools: Tools, rooms: readonly Room[]): void {
  const byTopic = new Map(
    Map.groupBy(
      rooms.flatMap((room) => room.listeners ?? []),
      (listener) => listener.topic,
    ),
  );
  listeners.set(tools, byTopic);
  wake.set(tools, () => undefined);
  live.set(
    tools,
    openLive((events) => carriers.get(tools)?.(events)),
  );
}

async function runClock(tools: Tools, each: Clock): Promise<void> {
  if (each.runGlobal) {
    await alone(tools, each.name, () => each.runGlobal?.(tools));
    return;
  }
  for (const workspace of await workspaceIds(tools)) {
    try {
      await act(tools, { workspace, actor: { kind: 'system', id: each.name } }, async (ctx) => {
        if (await alone.within(ctx, each.name)) await each.run?.(ctx);
      });
    } catch (error) {
      log.of({ tools })('error', 'clock.failed', {
        clock: each.name.toLowerCase() as Lowercase<string>,
        workspace,
        error: errorCode(error),
      });
    }
  }
}

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}
