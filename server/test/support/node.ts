// The tools of one node with ledger and keys alone, over a database that exists: also for child processes, so nothing of the test runner is imported here.
import { type Config, config } from '#kit/config';
import { openPool } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { type LiveEvent, live, openLive } from '#kit/live';
import { log, openLog } from '#kit/log';
import { listeners, wake } from '#kit/outbox';
import { clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { keysRoom } from '../../src/keys/room.ts';
import { ledgerRoom } from '../../src/ledger/room.ts';

export type Node = { readonly tools: Tools; stop(): Promise<void> };
type Parts = {
  readonly settings: Config;
  readonly appUrl: string;
  readonly now: () => Date;
  readonly keys?: boolean;
  readonly write?: (line: string) => void;
  readonly carry?: (from: Tools, events: { workspace: WorkspaceId; event: LiveEvent }[]) => void;
};

/** Sets the kit's tools and starts the ledger, and the keys unless `keys` is false. */
export async function openNode(parts: Parts): Promise<Node> {
  const tools: Tools = new Map();
  config.set(tools, parts.settings);
  clock.set(tools, parts.now);
  log.set(tools, openLog(parts.write ?? (() => undefined), parts.now));
  pool.set(
    tools,
    openPool(parts.appUrl, parts.settings.poolSize, () => undefined),
  );
  live.set(
    tools,
    openLive((events) => parts.carry?.(tools, events)),
  );
  listeners.set(tools, new Map());
  wake.set(tools, () => undefined);
  const stops: (() => Promise<void>)[] = [() => pool.of({ tools }).end()];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    for (const room of parts.keys === false ? [ledgerRoom] : [ledgerRoom, keysRoom]) {
      const close = await room.start?.(tools);
      if (close) stops.push(close);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { tools, stop };
}
