// What holds back the deletion of conversations whose time is over: restriction (Art. 18), an open request, a legal hold on a person or on one conversation (Art. 17(3)).
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings, type Kept } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { awaitedOf } from '#kit/outbox';
import { groups, peopleParted } from '#people';
import { heldConversations } from './holds-store.ts';
import { type HeldBy, heldBack } from './rules.ts';

/** Codes of what holds each of these conversations; those that nothing holds are left out. */
export async function whatHolds(
  ctx: Ctx,
  lives: readonly { readonly id: ConversationId; readonly person: PersonId }[],
): Promise<Map<ConversationId, HeldBy>> {
  if (lives.length === 0) return new Map();
  const [people, single] = await Promise.all([
    heldPeople(
      ctx,
      lives.map((life) => life.person),
    ),
    ctx.db.all(heldConversations, [ctx.workspace, lives.map((life) => life.id)]),
  ]);
  const alone = new Set(single.map((row) => row.conversation));
  return new Map(
    lives.flatMap(({ id, person }) => {
      const because: HeldBy | undefined = alone.has(id) ? 'held' : people.get(person);
      return because === undefined ? [] : [[id, because] as const];
    }),
  );
}

/** Codes of what holds everything of these people, also of whoever is joined with a held person; those whom nothing holds are left out. */
export async function heldPeople(ctx: Ctx, people: readonly PersonId[]): Promise<Map<PersonId, HeldBy>> {
  const grouped = await groups(ctx, [...new Set(people)]);
  return heldBack(await keptByHoldings(ctx, [...new Set([...grouped.values()].flat())]), grouped);
}

/** Everything that every room says it keeps these people for. Whoever was just parted from others is held until what stood for all of them is copied to each. */
export async function keptByHoldings(ctx: Ctx, people: readonly PersonId[]): Promise<Kept[]> {
  if (people.length === 0) return [];
  const all = holdings.of(ctx).filter((holding): holding is Holding & Required<Pick<Holding, 'keeps'>> => holding.keeps !== undefined);
  const parting = await awaitedOf(ctx, peopleParted, people); // before what is kept is read: what is copied meanwhile is seen there
  const kept = (await Promise.all(all.map((holding) => holding.keeps(ctx, people)))).flat();
  return [...kept, ...people.filter((each) => parting.has(each)).map((person) => ({ person, because: 'held', until: null }))];
}
