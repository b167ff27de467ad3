// SQL about what the company wrote: how much of it waits in an inbox, how often somebody was written to for a purpose, and how far messages of a list got.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { InboxId, MessageId, PersonId } from '#kit/ids';
import { type Moved, moved } from './store.ts';

/** Rows of id, delivery and because, for a statement that joins them by id. */
export const outgoingSql = (workspace: string) =>
  `SELECT id, delivery, delivery_because AS because FROM messages WHERE workspace_id = ${workspace} AND direction = 'out'`;

/** What waits for its place in the pace of an account, or for the end of quiet hours, has not been tried in vain. What is of a paused campaign stands in nobody's way. */
const waiting = statement<{ fresh: number; putOff: number }>(
  'conversations.waitingIn',
  `SELECT count(*) FILTER (WHERE coalesce(m.delivery_because, 'paced') IN ('paced', 'quiet-hours'))::int AS fresh, count(*) FILTER (WHERE m.delivery_because NOT IN ('paced', 'quiet-hours', 'campaign-paused'))::int AS "putOff" FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
   WHERE m.workspace_id = $1 AND m.delivery IN ('queued', 'sending') AND c.inbox_id = $2`,
);
const mostCounted = 10_000;
const waitingAnywhere = statement<{ count: number }>(
  'conversations.waitingAnywhere',
  `SELECT count(*)::int AS count FROM (SELECT 1 FROM messages WHERE workspace_id = $1 AND delivery IN ('queued', 'sending') LIMIT $2) bounded`,
);
/** Those with which a channel has begun. */
export const everySending = statement<{ id: MessageId }>(
  'conversations.everySending',
  `SELECT id FROM messages WHERE workspace_id = $1 AND delivery = 'sending'`,
);
/** Fails what has not left yet, of $5 alone where that is given; of those with which a channel has begun only $4, or all where it is null. */
export const stopWaiting = statement<Moved>(
  'conversations.stopWaiting',
  `UPDATE messages SET delivery = 'failed', delivery_because = $2, delivery_words = $3
   WHERE workspace_id = $1 AND (delivery = 'queued' OR (delivery = 'sending' AND ($4::text[] IS NULL OR id = ANY($4)))) AND ($5::text[] IS NULL OR id = ANY($5)) RETURNING ${moved}`,
);
/** Fails what was sent in a conversation and nobody fetched. */
export const stopUnfetched = statement<Moved>(
  'conversations.stopUnfetched',
  `UPDATE messages SET delivery = 'failed', delivery_because = $3, delivery_words = $4
   WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'out' AND kind = 'message' AND delivery = 'sent' RETURNING ${moved}`,
);
/** Whether the sandbox was on when it was written. */
export const wasPlayed = statement<{ isPlayed: boolean }>(
  'conversations.wasPlayed',
  'SELECT is_played AS "isPlayed" FROM messages WHERE workspace_id = $1 AND id = $2',
);
const written = statement<{ person: PersonId; count: number }>(
  'conversations.writtenSince',
  `SELECT person_id AS person, count(*) FROM messages
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND purpose = $3 AND at > $4 AND direction = 'out' AND kind = 'message'
     AND delivery NOT IN ('failed', 'refused') AND NOT is_played GROUP BY 1`,
);
const answered = statement<{ purpose: string }>(
  'conversations.purposeAnswered',
  `SELECT o.purpose FROM messages m JOIN messages o ON o.workspace_id = m.workspace_id AND o.conversation_id = m.conversation_id AND o.sequence < m.sequence
   WHERE m.workspace_id = $1 AND m.id = $2 AND o.direction = 'out' AND o.kind = 'message' AND o.delivery IN ('sent', 'delivered', 'read') ORDER BY o.sequence DESC LIMIT 1`,
);

/** For what the last message was written that had left before this one came in, in the same thread; undefined where none had. */
export const purposeAnswered = async (ctx: Ctx, message: MessageId): Promise<string | undefined> =>
  (await ctx.db.maybe(answered, [ctx.workspace, message]))?.purpose;

const lastSaid = statement<{ author: string; key: string | null }>(
  'conversations.lastSaid',
  `SELECT o.author_kind AS author, o.client_key AS key FROM messages m JOIN messages o ON o.workspace_id = m.workspace_id AND o.conversation_id = m.conversation_id AND o.sequence < m.sequence
   WHERE m.workspace_id = $1 AND m.id = $2 AND o.direction = 'out' AND o.kind = 'message' AND o.delivery NOT IN ('failed', 'refused') ORDER BY o.sequence DESC LIMIT 1`,
);

/** The client key of the last message to the person before this one in the same thread, where the house itself wrote it; undefined below words of anybody else. */
export async function houseAnswered(ctx: Ctx, message: MessageId): Promise<string | undefined> {
  const last = await ctx.db.maybe(lastSaid, [ctx.workspace, message]);
  return last?.author === 'system' ? (last.key ?? undefined) : undefined;
}

/** How many messages of an inbox have not left yet: those that nobody has tried in vain, and those that are put off. */
export async function waitingIn(ctx: Ctx, inbox: InboxId): Promise<{ fresh: number; putOff: number }> {
  return ctx.db.one(waiting, [ctx.workspace, inbox]);
}

/** How many messages of the company have not left yet, counted to `mostCounted`. */
export const countWaiting = async (ctx: Ctx): Promise<number> => (await ctx.db.one(waitingAnywhere, [ctx.workspace, mostCounted])).count;

/** How many messages for a purpose went to each of these people, or are on the way, since a moment; who got none is left out, and what stayed in the sandbox does not count. */
export async function writtenSince(ctx: Ctx, people: readonly PersonId[], purpose: string, since: Date): Promise<Map<PersonId, number>> {
  const rows = await ctx.db.all(written, [ctx.workspace, people, purpose, since]);
  return new Map(rows.map((row) => [row.person, row.count]));
}
