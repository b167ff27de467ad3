// A conversation is with one person: it is found by that person's group after merges, and keeps the person it was opened with, whose key seals it.

import { type Area, worksHere } from '#access';
import { type Counts, rest } from '#detection';
import { type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type InboxId, type MessageId, newId, type PersonId, type StaffId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { heldTeam, isServing } from '#teams';
import { opensGuarded, refuseGuarded } from './guard.ts';
import { tellOutward } from './outward.ts';
import { refuseClosed, refuseThread, seesAt } from './reach.ts';
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
import { holdConversation, holdUnread } from './team-store.ts';
import type { Status } from './types.ts';

export const placeOfSubject = (row: Pick<ConversationRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'conversations',
  row: row.id,
  column: 'subject',
});

/** A conversation by id; throws Problem `not-found`, also for one that whoever acts does not reach, and `guarded` where its class closes it to them. */
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

/** The latest conversation of a person, with everyone merged into them, in an inbox, within these areas (null: everywhere). */
export async function latestConversation(
  ctx: Ctx,
  person: PersonId,
  inbox: InboxId,
  areas: readonly Area[] | null = null,
): Promise<ConversationRow | undefined> {
  return ctx.db.maybe(latestIn, [ctx.workspace, await group(ctx, person), inbox, areas]);
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
  parts: { inbox: InboxId; person: PersonId; subject?: string | undefined; team?: TeamId | null },
): Promise<{ id: ConversationId; person: PersonId; found: Counts }> {
  const row = { id: newId('cnv'), person: parts.person };
  const { text, found } = rest(parts.subject ?? '');
  const subject = text ? await seal(ctx, placeOfSubject(row), text.slice(0, 400)) : null;
  await ctx.db.run(insertConversation, [ctx.workspace, row.id, parts.inbox, row.person, subject, ctx.now, parts.team ?? null]);
  return { ...row, found };
}

/** Two first messages of one person at the same moment must not open two threads: the second waits here, then finds the first. */
export async function lockThread(ctx: Ctx, person: PersonId, inbox: InboxId): Promise<void> {
  await ctx.db.run(lockName, [`${ctx.workspace}/${inbox}/${person}`]);
}

/** Assigns or changes the status, and gives the conversation as it is then; an assignee must be a member of staff, a team must serve the inbox. Whoever hands it on to another team may see it no more. */
export async function changeThread(
  ctx: Ctx,
  id: ConversationId,
  change: { assignee?: StaffId | null | undefined; team?: TeamId | null | undefined; status?: Status | undefined },
): Promise<ConversationRow> {
  await ctx.db.run(holdConversation, [ctx.workspace, id]);
  const before = await outlineOf(ctx, id);
  const wanted = change.assignee === undefined ? before.assignee : change.assignee;
  const team = change.team === undefined ? before.team : change.team;
  const status = change.status ?? before.status;
  const isNew = wanted !== null && wanted !== before.assignee;
  if (isNew && !(await worksHere(ctx, wanted)))
    throw new Problem('invalid', { fields: [{ path: 'body/assignee', message: 'is nobody who works here' }] });
  const isOpen = before.class === 'ordinary' || (!isNew && team === before.team);
  const mayLook = wanted === null || isOpen || (await opensGuarded(ctx, wanted, { ...before, team }));
  if (isNew && !mayLook)
    throw new Problem('invalid', { fields: [{ path: 'body/assignee', message: 'may not open conversations of this class' }] });
  const follows = wanted === null || team === before.team || (await seesAt(ctx, wanted))({ inbox: before.inbox, team });
  if (isNew && !follows)
    throw new Problem('invalid', { fields: [{ path: 'body/assignee', message: 'does not see conversations of this team' }] });
  const assignee = mayLook && follows ? wanted : null; // whose role does not follow it to that team lets it go
  if (team && team !== before.team && !(await serves(ctx, team, before.inbox)))
    throw new Problem('invalid', { fields: [{ path: 'body/team', message: 'is no team that serves this inbox' }] });
  if (assignee === before.assignee && team === before.team && status === before.status) return before;
  await ctx.db.run(changeConversation, [ctx.workspace, id, status, assignee, ctx.now, team]);
  await append(ctx, { kind: 'conversation.changed', subject: before.person, facts: { conversation: id, status, assignee, team } });
  tellMoved(ctx, id, before.team, team);
  return { ...before, assignee, team, status };
}

/** Pages of the team that it leaves hear it too, though they see the conversation no more. */
function tellMoved(ctx: Ctx, conversation: ConversationId, from: TeamId | null, to: TeamId | null): void {
  tellPages(ctx, { topic: 'conversation.changed', ids: { conversation, ...(from && from !== to && { left: from }) } });
}

async function serves(ctx: Ctx, team: TeamId, inbox: InboxId): Promise<boolean> {
  const held = await heldTeam(ctx, team);
  return held !== undefined && isServing(held, inbox);
}

/** Staff has seen everything up to this sequence number; told to nobody where all of that was seen before. */
export async function markRead(ctx: Ctx, id: ConversationId, sequence: number): Promise<void> {
  await refuseClosed(ctx, { conversation: id });
  const isUnread = (await ctx.db.maybe(holdUnread, [ctx.workspace, id])) !== undefined;
  if (isUnread && (await ctx.db.run(markSeen, [ctx.workspace, id, sequence])) > 0) {
    tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id } });
    tellOutward(ctx, id, 'read');
  } else await conversationOf(ctx, id);
}

/** What the person wrote there and staff has seen, newest first, at most 20: nobody is told that something else was read. */
export async function seenOf(ctx: Ctx, { id }: Pick<ConversationRow, 'id'>): Promise<MessageId[]> {
  return (await ctx.db.all(seenIncoming, [ctx.workspace, id])).map((row) => row.id);
}
