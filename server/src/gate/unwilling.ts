// Who wants no more of a purpose by their own will (Art. 7(3), 17(1)(b), 17(1)(c), 21). Asked of what they said and not of whether it may be done now: a purpose that is off,
// goes by other channels or means something else says nothing of anybody, and must neither hide a no nor count as one.
import { newest, readLatestOfAll } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';
import type { Purpose } from '#purposes';
import { factsAmong } from './kept.ts';
import { canBeObjectedTo } from './rules.ts';

/** `ranOut`: also by the terms under which it was given. */
type Said = { readonly state: string; readonly at: Date; readonly ranOut?: boolean };
type Of = Pick<Purpose, 'code' | 'lawfulBasis' | 'advertising'>;

/** Those among these people, each with everyone who is them, who objected to a purpose or have no yes left and said no on some channel. */
export async function unwillingAmong(ctx: Ctx, purpose: Of, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  if (people.length === 0) return new Set();
  const grouped = await groups(ctx, people);
  const members = [...new Set([...grouped.values()].flat())];
  const said = (await readLatestOfAll(ctx, members)).filter((event) => event.purpose === purpose.code);
  const objected = (await factsAmong(ctx, members)).filter((fact) => fact.kind === 'objected');
  return new Set(
    people.filter((person) => {
      const group = new Set(grouped.get(person) ?? [person]);
      const channels = Map.groupBy(
        said.filter((event) => group.has(event.person)),
        ({ channel }) => channel,
      );
      const last = [...channels.values()].flatMap((events) => newest(events) ?? []);
      return isUnwilling(
        purpose,
        last,
        objected.filter((fact) => group.has(fact.person)),
      );
    }),
  );
}

/** `said`: the newest of each channel. A yes to what the company has changed since, or that it asks to be renewed sooner than was said, is none to what it does now, and no no either: it waits until they are asked again. */
export function isUnwilling(
  purpose: Of,
  said: readonly Said[],
  objections: readonly { readonly purpose: string | null; readonly since: Date }[],
): boolean {
  const rests = purpose.lawfulBasis === 'consent';
  const agreedAfter = (since: Date) => rests && said.some(({ state, at }) => state === 'given' && at > since);
  const isObjected =
    canBeObjectedTo(purpose) &&
    objections.some((each) => (each.purpose === null || each.purpose === purpose.code) && !agreedAfter(each.since));
  const saidNo = said.some(({ state, ranOut }) => state === 'withdrawn' || state === 'refused' || (state === 'expired' && ranOut));
  const stands = said.some(({ state, ranOut }) => state === 'given' || state === 'invalidated' || (state === 'expired' && !ranOut));
  return isObjected || (rests && saidNo && !stands);
}
