// Legal holds (Art. 17(3)(b), (e)): what must stay although its time is over, with a reason and a day on which somebody looks again. A hold stands until it is lifted.
import { conversation, peopleInReach, refuseStrange } from '#conversations';
import { rest } from '#detection';
import { holdValues } from '#fields';
import { lift, permit, restrict } from '#gate';
import { open, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, type Id, newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group, holdGroup } from '#people';
import * as store from './holds-store.ts';
import { dayAfter } from './rules.ts';
import { dayOf } from './turn.ts';

export type HoldRow = store.HoldRow;
type NewHold = {
  readonly person?: PersonId | undefined;
  readonly conversation?: ConversationId | undefined;
  readonly ground: HoldRow['ground'];
  readonly reason: string;
  readonly reviewOn: string;
};
export const longestReviewDays = 366;
export const placeOfReason = (row: Pick<HoldRow, 'id' | 'person'>) => ({
  subject: row.person,
  table: 'legal_holds',
  row: row.id,
  column: 'reason',
});

/** Sets a hold on a person with all that is theirs, or on one conversation. Problems: `not-found`, `erased`, `invalid` for a review that is not within the next year. */
export async function placeHold(ctx: Ctx, { ground, reason, reviewOn, ...on }: NewHold): Promise<HoldRow> {
  refuseReview(ctx, reviewOn);
  if ((on.person === undefined) === (on.conversation === undefined))
    throw new Problem('invalid', { fields: [{ path: 'body', message: 'Name either a person or a conversation.' }] });
  const asked = on.person ?? (await conversation(ctx, on.conversation as ConversationId)).person;
  const [root] = await group(ctx, asked);
  const person = on.conversation === undefined ? root : asked;
  if (person === undefined) throw new Problem('not-found');
  await refuseStrange(ctx, person);
  const held = await holdGroup(ctx, person); // what goes of theirs at this moment as proof of something over goes first, or stays
  const everyone = on.conversation === undefined ? held : [];
  const kept = await ctx.db.all(store.lockConversations, [ctx.workspace, on.conversation ?? null, everyone]);
  if (on.conversation !== undefined && kept.length === 0) throw new Problem('not-found'); // it has just gone
  await holdValues(ctx, everyone);
  const fact = await restrict(ctx, person, { kind: 'held', ground: on.conversation === undefined ? ground : 'one-conversation' });
  const id = newId('hld');
  const sealed = await seal(ctx, placeOfReason({ id, person }), rest(reason.trim()).text);
  const values = [id, person, on.conversation ?? null, fact, ground, sealed, reviewOn, ctx.actor.id, ctx.now];
  await ctx.db.run(store.insertHold, [ctx.workspace, ...values]);
  await append(ctx, { kind: 'hold.set', subject: person, facts: { hold: id, conversation: on.conversation ?? null, ground, reviewOn } });
  return mustFind(ctx, id);
}

/** Looks again: it is still needed, for a reason of today. Problems: `not-found`, `conflict` for one that was lifted. */
export async function reviewHold(ctx: Ctx, id: Id<'hld'>, { reason, reviewOn }: { reason: string; reviewOn: string }): Promise<HoldRow> {
  refuseReview(ctx, reviewOn);
  const row = await mustStand(ctx, id);
  const ground = row.conversation === null ? row.ground : 'one-conversation';
  const fact = await restrict(ctx, row.person, { kind: 'held', ground });
  await lift(ctx, row.fact);
  await ctx.db.run(store.renewHold, [ctx.workspace, id, fact, await seal(ctx, placeOfReason(row), rest(reason.trim()).text), reviewOn]);
  await append(ctx, { kind: 'hold.reviewed', subject: row.person, facts: { hold: id, reviewOn } });
  return mustFind(ctx, id);
}

/** From now on time goes on: what has run out goes with the next sweep. Problems as `reviewHold`. */
export async function liftHold(ctx: Ctx, id: Id<'hld'>): Promise<HoldRow> {
  const row = await mustStand(ctx, id);
  await lift(ctx, row.fact);
  await ctx.db.run(store.liftHold, [ctx.workspace, id, ctx.now]);
  await append(ctx, { kind: 'hold.lifted', subject: row.person, facts: { hold: id } });
  return mustFind(ctx, id);
}

/** At most 200, those to be looked at first at the front; each with its reason, which the ledger records as read. */
export async function listHolds(ctx: Ctx, state: 'standing' | 'lifted'): Promise<{ row: HoldRow; reason: string; isDue: boolean }[]> {
  const rows = await ctx.db.all(store.holdList, [ctx.workspace, state === 'standing']);
  const seen = await peopleInReach(ctx, [...new Set(rows.map(({ person }) => person))]);
  return Promise.all(rows.filter(({ person }) => seen.has(person)).map((row) => shown(ctx, row)));
}

/** How many legal holds stand in the company. */
export const holdsStanding = async (ctx: Ctx): Promise<number> => (await ctx.db.one(store.countStanding, [ctx.workspace])).count;

/** Whether a hold stands behind this fact of the gate: then it ends by being lifted, and not beside it. */
export async function isOfHold(ctx: Ctx, fact: Id<'fct'>): Promise<boolean> {
  return (await ctx.db.maybe(store.holdOfFact, [ctx.workspace, fact])) !== undefined;
}

/** The one conversation that the hold behind this fact of the gate keeps; undefined for a hold on all of a person. */
export async function conversationOfHold(ctx: Ctx, fact: Id<'fct'>): Promise<ConversationId | undefined> {
  return (await ctx.db.maybe(store.holdOfFact, [ctx.workspace, fact]))?.conversation ?? undefined;
}

/** The holds that stand over one conversation, with the day on which somebody looks again. */
export const holdsOver = (ctx: Ctx, conversation: ConversationId): Promise<Pick<HoldRow, 'ground' | 'reviewOn'>[]> =>
  ctx.db.all(store.holdsOver, [ctx.workspace, conversation]);

/** One hold with its reason in the clear; without it while the person is being erased. */
export async function shown(ctx: Ctx, row: HoldRow): Promise<{ row: HoldRow; reason: string; isDue: boolean }> {
  const answer = await permit(ctx, {
    act: 'reveal',
    person: row.person,
    purpose: 'rights-fulfilment',
    fields: ['legal_holds.reason'],
  });
  const reason = answer.allowed ? await open(ctx, answer.permit, placeOfReason(row), row.reason) : '';
  return { row, reason, isDue: row.liftedAt === null && row.reviewOn <= dayOf(ctx) };
}

async function mustFind(ctx: Ctx, id: Id<'hld'>): Promise<HoldRow> {
  const row = await ctx.db.maybe(store.holdById, [ctx.workspace, id]);
  if (!row) throw new Problem('not-found');
  return row;
}

async function mustStand(ctx: Ctx, id: Id<'hld'>): Promise<HoldRow> {
  const row = await mustFind(ctx, id);
  await refuseStrange(ctx, row.person);
  if (row.liftedAt !== null) throw new Problem('conflict', { because: 'lifted' });
  return row;
}

function refuseReview(ctx: Ctx, reviewOn: string): void {
  const today = dayOf(ctx);
  if (reviewOn <= today || reviewOn > dayAfter(today, longestReviewDays))
    throw new Problem('invalid', { fields: [{ path: 'body/reviewOn', message: 'A day within the next year is needed.' }] });
}
