// A conversation is with one person: it is found by that person's group after merges, and keeps the person it was opened with, whose key seals it.

import { worksHere } from '#access';
import { type Counts, rest } from '#detection';
import { type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type InboxId, type MessageId, newId, type PersonId, type StaffId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { opensGuarded, refuseGuarded } from './guard.ts';
import { tellOutward } from './outward.ts';
import { refuseClosed, refuseThread } from './reach.ts';
import {
  type ConversationRow,
  changeConversation,
  conversationById,
  insertConversation,
  latestIn,
  lockName,
  markSeen,
  seenIncoming,
} from './store.ts';
import type { Status } from './types.ts';

export const placeOfSubject = (row: Pick<ConversationRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'conversations',
  row: row.id,
  column: 'subject',
});

/** A conversation by id; throws Problem `not-found`, also for one in an inbox that whoever acts does not reach, and `guarded` where its class closes it to them. */
export async function conversationOf(ctx: Ctx, id: ConversationId): Promise<ConversationRow> {
  const row = await ctx.db.maybe(conversationById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  await refuseThread(ctx, row);
  await refuseGuarded(ctx, row);
  return row;
}

/** The same also where its words are closed to whoever acts: that there is one is no secret. */
export async function outlineOf(ctx: Ctx, id: ConversationId): Promise<ConversationRow> {
  const row = await ctx.db.maybe(conversationById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  await refuseThread(ctx, row);
  return row;
}

/** The latest conversation of a person, with everyone merged into them, in an inbox. */
export async function latestConversation(ctx: Ctx, person: PersonId, inbox: InboxId): Promise<ConversationRow | undefined> {
  return ctx.db.maybe(latestIn, [ctx.workspace, await group(ctx, person), inbox]);
}

/** The conversation with this id, if it is with this person's group. */
export async function conversationWith(ctx: Ctx, id: ConversationId, person: PersonId): Promise<ConversationRow | undefined> {
  const row = await ctx.db.maybe(conversationById, [ctx.workspace, id]);
  if (row) await refuseThread(ctx, row);
  return row && (await group(ctx, person)).includes(row.person) ? row : undefined;
}

/** Opens a conversation; its subject is sealed under the person. Throws Problem `erased`. */
export async function openConversation(
  ctx: Ctx,
  parts: { inbox: InboxId; person: PersonId; subject?: string | undefined },
): Promise<{ id: ConversationId; person: PersonId; found: Counts }> {
  const row = { id: newId('cnv'), person: parts.person };
  const { text, found } = rest(parts.subject ?? '');
  const subject = text ? await seal(ctx, placeOfSubject(row), text.slice(0, 400)) : null;
  await ctx.db.run(insertConversation, [ctx.workspace, row.id, parts.inbox, row.person, subject, ctx.now]);
  return { ...row, found };
}

/** Two first messages of one person at the same moment must not open two threads: the second waits here, then finds the first. */
export async function lockThread(ctx: Ctx, person: PersonId, inbox: InboxId): Promise<void> {
  await ctx.db.run(lockName, [`${ctx.workspace}/${inbox}/${person}`]);
}

/** Assigns or changes the status; an assignee must be a member of staff. */
export async function changeThread(
  ctx: Ctx,
  id: ConversationId,
  change: { assignee?: StaffId | null | undefined; status?: Status | undefined },
): Promise<void> {
  const before = await outlineOf(ctx, id);
  const assignee = change.assignee === undefined ? before.assignee : change.assignee;
  const status = change.status ?? before.status;
  if (assignee && assignee !== before.assignee && !(await worksHere(ctx, assignee)))
    throw new Problem('invalid', { fields: [{ path: 'body/assignee', message: 'is nobody who works here' }] });
  if (assignee && assignee !== before.assignee && before.class === 'special' && !(await opensGuarded(ctx, assignee, before.inbox)))
    throw new Problem('invalid', { fields: [{ path: 'body/assignee', message: 'may not open conversations of this class' }] });
  if (assignee === before.assignee && status === before.status) return;
  await ctx.db.run(changeConversation, [ctx.workspace, id, status, assignee, ctx.now]);
  await append(ctx, { kind: 'conversation.changed', subject: before.person, facts: { conversation: id, status, assignee } });
  tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id } });
}

/** Staff has seen everything up to this sequence number; told to nobody where all of that was seen before. */
export async function markRead(ctx: Ctx, id: ConversationId, sequence: number): Promise<void> {
  await refuseClosed(ctx, { conversation: id });
  if ((await ctx.db.run(markSeen, [ctx.workspace, id, sequence])) > 0) {
    tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id } });
    tellOutward(ctx, id, 'read');
  } else await conversationOf(ctx, id);
}

/** What the person wrote there and staff has seen, newest first, at most 20: nobody is told that something else was read. */
export async function seenOf(ctx: Ctx, { id, unread }: Pick<ConversationRow, 'id' | 'unread'>): Promise<MessageId[]> {
  return (await ctx.db.all(seenIncoming, [ctx.workspace, id, unread])).map((row) => row.id);
}
