// Inboxes: where conversations of one channel come together.
import type { Ctx } from '#kit/ctx';
import { type InboxId, newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { allInboxes, inboxById, insertInbox, updateInbox } from './store.ts';
import type { ChannelKind, Inbox } from './types.ts';

/** Opens an inbox; `recipient` is the vendor code of whoever carries what is sent from it, null when it stays in the company. */
export async function addInbox(ctx: Ctx, parts: { name: string; channel: ChannelKind; recipient: string | null }): Promise<Inbox> {
  const inbox: Inbox = { id: newId('inb'), ...parts };
  await ctx.db.run(insertInbox, [ctx.workspace, inbox.id, inbox.name, inbox.channel, inbox.recipient, ctx.now]);
  return inbox;
}

/** Renames an inbox or names another recipient; what is left out stays. */
export async function changeInbox(
  ctx: Ctx,
  id: InboxId,
  change: { name?: string | undefined; recipient?: string | null | undefined },
): Promise<Inbox> {
  const before = await inboxOf(ctx, id);
  const after: Inbox = {
    ...before,
    name: change.name ?? before.name,
    recipient: change.recipient === undefined ? before.recipient : change.recipient,
  };
  await ctx.db.run(updateInbox, [ctx.workspace, id, after.name, after.recipient]);
  return after;
}

/** An inbox by id; throws Problem `not-found`. */
export async function inboxOf(ctx: Ctx, id: InboxId): Promise<Inbox> {
  const found = await ctx.db.maybe(inboxById, [ctx.workspace, id]);
  if (!found) throw new Problem('not-found');
  return found;
}

/** Every inbox, in the order they were opened. */
export async function listInboxes(ctx: Ctx): Promise<Inbox[]> {
  return ctx.db.all(allInboxes, [ctx.workspace]);
}
