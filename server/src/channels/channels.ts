// The door of channels: how messages come in and go out, whatever the channel.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import type { Inbound, Receipt, Received } from './adapter.ts';

export type { Account, Adapter, Inbound, Outbound, Outcome, Receipt, Received } from './adapter.ts';

/** Takes in a message in transactions of its own; durable when it resolves. A person erased meanwhile becomes a new one; what cannot be stored now throws Problem `not-ready`. */
export async function receive(_tools: Tools, _inbound: Inbound): Promise<Received> {
  throw new Error('not built yet');
}
/** News about something we sent. */
export async function report(_tools: Tools, _receipt: Receipt): Promise<'known' | 'unknown'> {
  throw new Error('not built yet');
}
/** Who a web chat token belongs to; undefined when it is none of ours; throws Problem `erased` when the visitor is gone. */
export async function authenticateVisitor(
  _tools: Tools,
  _token: string,
): Promise<{ workspace: WorkspaceId; actor: { kind: 'person'; id: PersonId }; visit: Id<'vst'> } | undefined> {
  throw new Error('not built yet');
}
/** To which recipients messages of these people were handed, with count and last time (Art. 15(1)(c), 19). */
export async function recipientsOf(
  _ctx: Ctx,
  _people: readonly PersonId[],
): Promise<{ recipient: string; messages: number; lastAt: Date }[]> {
  throw new Error('not built yet');
}
