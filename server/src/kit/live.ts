// What just happened, told to open pages: ids and codes only, after the commit. Across nodes it travels by one NOTIFY per burst.
import { EventEmitter } from 'node:events';
import type { Ctx } from './ctx.ts';
import type { WorkspaceId } from './ids.ts';
import { tool } from './tool.ts';

/** `topic` such as `message.added`; `ids` name what changed, for instance `{ conversation: 'cnv_…', sequence: 4 }`. */
export type LiveEvent = { readonly topic: string; readonly ids: Readonly<Record<string, string | number>> };
export type Live = {
  publish(workspace: WorkspaceId, event: LiveEvent): void;
  subscribe(workspace: WorkspaceId, hear: (event: LiveEvent) => void): () => void;
  /** For what a node keeps in step in memory: the events of every workspace, its own and those of other nodes. */
  subscribeAll(hear: (workspace: WorkspaceId, event: LiveEvent) => void): () => void;
  /** Hands on what another node published. */
  deliver(workspace: WorkspaceId, event: LiveEvent): void;
  /** Says that events of other nodes may have been missed here. */
  missed(): void;
  /** For what a node keeps in step by events alone: it is to begin anew. */
  whenMissed(hear: () => void): () => void;
};

export const live = tool<Live>('kit.live');

/** A bus for this process; `carry` takes bursts of events to the other nodes. */
export function openLive(carry: (events: { workspace: WorkspaceId; event: LiveEvent }[]) => void): Live {
  const bus = new EventEmitter().setMaxListeners(0);
  let burst: { workspace: WorkspaceId; event: LiveEvent }[] = [];
  const tell = (workspace: WorkspaceId, event: LiveEvent): void => {
    bus.emit(everyone, workspace, event);
    bus.emit(workspace, event);
  };
  return {
    publish(workspace, event) {
      tell(workspace, event);
      if (burst.length === 0)
        setImmediate(() => {
          carry(burst);
          burst = [];
        });
      burst.push({ workspace, event });
    },
    subscribe(workspace, hear) {
      bus.on(workspace, hear);
      return () => bus.off(workspace, hear);
    },
    subscribeAll(hear) {
      bus.on(everyone, hear);
      return () => bus.off(everyone, hear);
    },
    deliver: tell,
    missed: () => void bus.emit(gap),
    whenMissed(hear) {
      bus.on(gap, hear);
      return () => bus.off(gap, hear);
    },
  };
}

const everyone = Symbol('every workspace');
const gap = Symbol('gap');

/** Publishes once the transaction of this ctx is durable. */
export function tellPages(ctx: Ctx, event: LiveEvent): void {
  const bus = live.of(ctx);
  ctx.db.afterCommit(() => bus.publish(ctx.workspace, event));
}
