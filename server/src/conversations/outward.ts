// What staff do in a conversation that the person may be shown on their own channel. A later room shows it, where the channel can; nobody waits for that, and nothing is kept.
import type { Actor, Ctx } from '#kit/ctx';
import type { ConversationId, WorkspaceId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';

/** `actor`: who does it, with the reach by which they came in. */
export type Seen = {
  readonly workspace: WorkspaceId;
  readonly conversation: ConversationId;
  readonly actor: Extract<Actor, { kind: 'staff' }>;
  /** `stopped`: typed until a moment ago, and left it without sending. */
  readonly doing: 'typing' | 'stopped' | 'read';
};
/** What a later room does with it, after the commit; it never throws. */
export const outward = tool<(tools: Tools, seen: Seen) => void>('conversations.outward');

/** Tells it once the transaction of this ctx is durable; what a machine does is shown to nobody, by whoever's key it came. */
export function tellOutward({ actor, db, tools, workspace }: Ctx, conversation: ConversationId, doing: Seen['doing']): void {
  if (actor.kind !== 'staff' || actor.isProgram) return;
  const show = outward.of({ tools });
  db.afterCommit(() => show(tools, { workspace, conversation, actor, doing }));
}
