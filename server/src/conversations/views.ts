// The inbox's views: pages by the time of the last message, with counts.

import type { Answer, Query } from '@parley/contract';
import { narrow } from '#access';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type Id, type InboxId, isId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { myTeams } from '#teams';
import { beganBy, countViews, moveToInbox, pages, pagesAtStore, setStoreOf } from './lists-store.ts';
import { areasToList } from './reach.ts';
import { conversationViews } from './reading.ts';
import type { ConversationRow } from './store.ts';
import { holdConversation } from './team-store.ts';
import { conversationOf, outlineOf } from './threads.ts';

/** A page of a view, latest first, with how many each view holds. */
export async function listConversations(ctx: Ctx, query: Query<'listConversations'>): Promise<Answer<'listConversations'>> {
  const limit = query.limit ?? 50;
  const view = query.view ?? 'open';
  const wanted = { inbox: query.inbox as InboxId | undefined, teams: query.team ? [query.team as TeamId] : undefined };
  const areas = await areasToList(ctx, wanted);
  const from = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const asking = myTeams(ctx); // of other views only the counts wait for it
  const listed = view === 'teams' ? (await asking).flatMap((team) => narrow(areas, team)) : areas;
  const asked = [ctx.workspace, ctx.actor.id, listed, from?.at ?? null, from?.id ?? null, limit + 1];
  const [mine, rows] = await Promise.all([
    asking,
    query.store ? ctx.db.all(pagesAtStore[view], [...asked, query.store]) : ctx.db.all(pages[view], asked),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { teams, ...counts } = await ctx.db.one(countViews, [ctx.workspace, ctx.actor.id, areas, query.store ?? null, mine]);
  return {
    items: await conversationViews(ctx, shown),
    next: rows.length > limit && last ? cursorAt(last) : null,
    counts: mine.length > 0 ? { ...counts, teams } : counts,
  };
}

/** Whether whoever acts began it with their words, or is the one who looks after it. Problem `not-found` out of reach. */
export async function isTheirs(ctx: Ctx, id: ConversationId): Promise<boolean> {
  const { assignee } = await conversationOf(ctx, id);
  return assignee === ctx.actor.id || (await ctx.db.maybe(beganBy, [ctx.workspace, id]))?.staff === ctx.actor.id;
}

/** Goes on where its person writes from by now: what they wrote before stays in it. Whoever looked after it is let go of it, and pages of where it was hear that it left. */
export async function goOnIn(ctx: Ctx, id: ConversationId, inbox: InboxId): Promise<void> {
  await ctx.db.run(holdConversation, [ctx.workspace, id]);
  const { person, status, inbox: leftInbox, team } = await outlineOf(ctx, id);
  await ctx.db.run(moveToInbox, [ctx.workspace, id, inbox]);
  const facts = { conversation: id, status, assignee: null, team: null, because: 'goes-on-elsewhere', inbox };
  await append(ctx, { kind: 'conversation.changed', subject: person, facts });
  tellPages(ctx, { topic: 'conversation.changed', ids: { conversation: id, leftInbox, ...(team && { left: team }) } });
}

/** A conversation began in a store: from now on it stands in the lists of that store. */
export async function setStore(ctx: Ctx, id: ConversationId, store: Id<'sto'>): Promise<void> {
  await ctx.db.run(setStoreOf, [ctx.workspace, id, store]);
}

/** One conversation as a page shows it; Problem `not-found`. */
export async function readConversation(ctx: Ctx, id: ConversationId): Promise<Answer<'readConversation'>> {
  const [view] = await conversationViews(ctx, [await outlineOf(ctx, id)]);
  if (!view) throw new Problem('not-found');
  return view;
}

const cursorAt = (row: ConversationRow): string => Buffer.from(`${row.lastMessageAt.getTime()} ${row.id}`).toString('base64url');

function readCursor(cursor: string): { at: Date; id: ConversationId } {
  const [ms = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!/^\d{1,14}$/.test(ms) || !isId('cnv', id))
    throw new Problem('invalid', { fields: [{ path: 'querystring/cursor', message: 'is not a cursor of ours' }] });
  return { at: new Date(Number(ms)), id };
}
