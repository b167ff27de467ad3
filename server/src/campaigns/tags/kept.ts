// Whose tags may not go now, whatever their time: restriction means storing (Art. 18(2)), and a hold keeps for a claim (Art. 17(3)).
import { factsAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';

/** Those of whom nothing may go now. */
export async function keptAmong(ctx: Ctx, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  const grouped = await groups(ctx, people);
  const standing = await factsAmong(ctx, [...new Set([...grouped.values()].flat())]);
  const kept = new Set(standing.filter(({ kind }) => kind === 'restricted' || kind === 'held').map(({ person }) => person));
  return new Set(people.filter((person) => (grouped.get(person) ?? [person]).some((each) => kept.has(each))));
}
