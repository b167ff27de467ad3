// Under which addresses a provider knew somebody before, or knows them besides: it may join two people (record 099), and a no that comes from the new address ends what goes to the earlier one as well
// (Art. 7(3)). Only an adapter says so, of what was signed for this account; what is played says nothing of whoever was met outside.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import {
  arrive,
  findIdentity,
  holdersOf,
  type IdentityRow,
  isOwned,
  isQuiet,
  loseIdentity,
  rootOf,
  sharesNo,
  succeed,
  wouldShareNo,
} from '#people';
import type { Inbound } from './adapter.ts';
import { lastHeard } from './formerly-store.ts';
import { isOfOutside } from './obey.ts';
import { howItCame, isPlay } from './played.ts';
import { untilDone } from './until-done.ts';

/** An address under which the provider, in what it signed, names or named the same account. `mayMove`: it may be somebody else's by now, as numbers may; `isLeft`: the account gave it up; `isTaken`: it has it only now, so it was nobody's or another's. */
export type Formerly = { readonly value: string; readonly mayMove?: true; readonly isLeft?: true; readonly isTaken?: true };
type Told = Pick<Inbound, 'inbox' | 'from'>;
/** `sharers`: who owns the address as well. A no that comes from it is one for them too, since what goes there would reach whoever said it. */
type Arrived = { readonly person: PersonId; readonly identity: Id<'idn'>; readonly sharers: readonly PersonId[] };
type Met = Omit<Parameters<typeof succeed>[1], 'now'>;

const most = 3;

/** Joins where the provider's word proves it. Gives whoever has the address from then on, and those who stay apart from them though a no of theirs is heard for all. */
export async function joinEarlier(
  ctx: Ctx,
  told: Told,
  arrived: Arrived,
  isPlayed: boolean,
): Promise<{ readonly person: PersonId; readonly others: readonly PersonId[] }> {
  const apart = [...arrived.sharers];
  for (const met of await metBefore(ctx, told, isPlayed, arrived.identity))
    if (sharesNo(await succeed(ctx, { ...met, now: arrived }))) apart.push(met.before.person);
  return besides(ctx, arrived.person, apart);
}

/** Those of whom `joinEarlier` would say that a no is theirs too; nothing changes. */
export async function earlierHolders(ctx: Ctx, told: Told, arrived: Arrived, isPlayed: boolean): Promise<readonly PersonId[]> {
  const apart = [...arrived.sharers];
  for (const met of await metBefore(ctx, told, isPlayed, arrived.identity))
    if (wouldShareNo(ctx, { ...met, now: arrived })) apart.push(met.before.person);
  return (await besides(ctx, arrived.person, apart)).others;
}

/** As `renameIn`, in a transaction of its own. */
export async function renamed(tools: Tools, { workspace, ...told }: Told & Pick<Inbound, 'workspace'>): Promise<void> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  await untilDone(() => act(tools, who, (ctx) => renameIn(ctx, told)));
}

/**
 * The provider knows somebody by another address, and they wrote nothing: whoever is known here by the earlier one has the new one too, and who was unknown stays so. Of a number that nobody can tell
 * whose it is nothing follows before somebody writes.
 */
export async function renameIn(ctx: Ctx, told: Told): Promise<void> {
  const came = await howItCame(ctx, told.inbox);
  if (came === 'over') return;
  const { kind, value } = told.from;
  const known = await findIdentity(ctx, kind, value);
  const all = await metBefore(ctx, told, came === 'played', known?.id);
  const met = all.filter((each) => each.isLeft || each.isTaken || each.before.namedAt !== null || !isQuiet(each, ctx.now));
  const joins = met.some((each) => each.before.namedAt === null && !each.isTaken && !isQuiet(each, ctx.now));
  if (!known && !joins) {
    for (const each of met) if (each.isLeft || each.mayMove) await loseIdentity(ctx, each.before); // another's by now, whoever that is
    return;
  }
  if (met.length === 0) return;
  const now = await arrive(ctx, { kind, value });
  for (const each of met) await succeed(ctx, { ...each, now });
}

async function besides(ctx: Ctx, person: PersonId, apart: readonly PersonId[]) {
  const root = await rootOf(ctx, person);
  const others = new Set<PersonId>();
  for (const each of apart) others.add(await rootOf(ctx, each));
  others.delete(root);
  return { person: root, others: [...others] };
}

/** Each identity with an earlier address, or that had it when it was first named for `now`, with what is known of it. All are looked for first: each is held off others until this is done. */
async function metBefore(ctx: Ctx, { inbox, from }: Told, isPlayed: boolean, now: Id<'idn'> | undefined): Promise<Met[]> {
  const found: { readonly before: IdentityRow; readonly formerly: Formerly }[] = [];
  for (const formerly of (from.formerly ?? []).slice(0, most)) {
    const rows = formerly.value === from.value ? [] : await holdersOf(ctx, from.kind, formerly.value);
    const theirs = rows.filter((row) => isOwned(row) || (now !== undefined && row.successor === now));
    found.push(...theirs.map((before) => ({ before, formerly })));
  }
  if (found.length === 0) return [];
  const isGame = await isPlay(ctx, inbox, isPlayed);
  if (isGame && now !== undefined && (await isOfOutside(ctx, now))) return [];
  const met: Met[] = [];
  for (const { before, formerly } of found) {
    if (isGame && (await isOfOutside(ctx, before.id))) continue;
    const heard = before.namedAt ? null : (await ctx.db.one(lastHeard, [ctx.workspace, before.id])).at; // who was named before is not asked again
    const heardAt = heard && heard > before.addedAt ? heard : before.addedAt;
    const { mayMove = false, isLeft = false, isTaken = false } = formerly;
    met.push({ before, mayMove, isLeft, isTaken, heardAt });
  }
  return met;
}
