// Whose records of those joined into one person open. One of several keys may be missing or given up: what the others hold is answered as ever, and that of the rest something is there is said (Art. 12(1), 15(1)).
import { livingAmong, openableAmong } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings, sealedFields } from '#kit/holding';
import type { PersonId } from '#kit/ids';

/** `gone`: their key was given up, and opens nothing ever again; `away`: it is missing at the moment. */
export type Readable = { readonly readable: readonly PersonId[]; readonly gone: readonly PersonId[]; readonly away: readonly PersonId[] };
/** How many records of a holding do not open. */
export type Closed = { readonly holding: Holding; readonly count: number };

/** Locks the keys that open until this transaction ends. Where none opens all count as readable, so that reading says why not; so does a company's root key that is withheld, under which nobody's opens. */
export async function readableIn(ctx: Ctx, people: readonly PersonId[]): Promise<Readable> {
  const open = await openableAmong(ctx, people);
  const closed = people.filter((person) => !open.has(person));
  if (closed.length === 0 || closed.length === people.length) return { readable: people, gone: [], away: [] };
  const living = await livingAmong(ctx, closed);
  return {
    readable: people.filter((person) => open.has(person)),
    gone: closed.filter((person) => !living.has(person)),
    away: closed.filter((person) => living.has(person)),
  };
}

/** Whose key does not open, as a question to the gate names them. */
export const lostIn = ({ gone, away }: Readable): PersonId[] => [...gone, ...away];

/** Whether something of a holding is sealed, so that its rows open to nobody without the key. */
export const isSealed = (holding: Holding): boolean => sealedFields([holding]).length > 0;

/** What there is of those whose key does not open, table by table. */
export async function closedOf(ctx: Ctx, found: Readable): Promise<Closed[]> {
  const lost = lostIn(found);
  if (lost.length === 0) return [];
  const closed: Closed[] = [];
  for (const holding of holdings.of(ctx).filter((each) => each.about === 'person' && each.export && isSealed(each))) {
    const count = (await holding.count?.(ctx, lost)) ?? 0;
    if (count > 0) closed.push({ holding, count });
  }
  return closed;
}
