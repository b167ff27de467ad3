// What changed about a session is told to every node at once: their memory of it would be good for some seconds more, and an open page hears on.
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import type { Tools } from '#kit/tool';

const topic = 'sessions.changed';
/** `isCut`: it goes on, but what it may do changed: its open streams end, and begin anew with what it may hear now. */
type Change = { readonly session: Id<'ses'> | Id<'apk'>; readonly isOver: boolean; readonly isCut?: boolean };

/** Tells all nodes once this is durable. */
export function tellNodes(ctx: Ctx, changes: readonly Change[]): void {
  const bus = live.of(ctx);
  ctx.db.afterCommit(() => {
    for (const { session, isOver, isCut } of changes)
      bus.publish(ctx.workspace, { topic, ids: { session, over: isOver ? 1 : 0, cut: isCut ? 1 : 0 } });
  });
}

/** Hears of every session that changed, here and on other nodes. */
export function hearOfSessions(tools: Tools, hear: (change: Change) => void): () => void {
  return live.of({ tools }).subscribeAll((_workspace, event) => read(event, hear));
}

/** Hears when this one is over, or may do other things than before. */
export function whenOver(tools: Tools, workspace: WorkspaceId, session: Change['session'], hear: () => void): () => void {
  return live
    .of({ tools })
    .subscribe(workspace, (event) => read(event, (change) => change.session === session && (change.isOver || change.isCut) && hear()));
}

function read(event: { topic: string; ids: Readonly<Record<string, string | number>> }, hear: (change: Change) => void): void {
  if (event.topic === topic)
    hear({ session: event.ids['session'] as Change['session'], isOver: event.ids['over'] === 1, isCut: event.ids['cut'] === 1 });
}
