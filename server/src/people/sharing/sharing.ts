// An address that several people own: staff took apart who were one by it, as with a number of a household. Then it says no more which of them writes, calls or reads there (Art. 5(1)(d), (f); 12(6)).
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { groups } from '../merges.ts';
import { type IdentityRow, rootRows, sameValueRows } from '../store.ts';
import { sharing, undoneAmong } from './store.ts';

/** Whether an identity may lead to its person's history: proved, or written from, and not lost to somebody else since. */
export const isOwned = (row: IdentityRow): boolean => row.lostAt === null && (row.provedAt !== null || row.source === 'wire');

/** Whether several people own the address of these rows of one value, or did before some of them went: it says of nobody who writes or reads there. */
export const isShared = (rows: readonly Pick<IdentityRow, 'shared' | 'lostAt'>[]): boolean =>
  rows.some(({ shared, lostAt }) => shared !== null && lostAt === null);

/** Whether it was said of somebody with these rows who they are not, when the address got several owners. */
export const isToldApart = (rows: readonly Pick<IdentityRow, 'shared'>[]): boolean => rows.some(({ shared }) => shared === 'parted');

/** Those rows by the root of their person, in their order. */
export async function byRoot<Row extends Pick<IdentityRow, 'person'>>(ctx: Ctx, rows: readonly Row[]): Promise<Map<PersonId, Row[]>> {
  const people = [...new Set(rows.map(({ person }) => person))];
  if (people.length === 0) return new Map();
  const roots = new Map((await rootRows(ctx.db, ctx.workspace, people)).map(({ asked, root }) => [asked, root]));
  return Map.groupBy(rows, ({ person }) => roots.get(person) ?? person);
}

/** Those of these roots whom staff took apart from another of them; empty where nobody was. */
export async function partedAmong(ctx: Ctx, roots: readonly PersonId[]): Promise<Set<PersonId>> {
  if (roots.length < 2) return new Set();
  const members = await groups(ctx, roots);
  const rootOf = new Map([...members].flatMap(([root, all]) => all.map((each) => [each, root] as const)));
  const pairs = (await undoneAmong(ctx, [...rootOf.keys()])).map(({ into, from }) => [rootOf.get(into), rootOf.get(from)] as const);
  return new Set(pairs.flatMap(([one, other]) => (one && other && one !== other ? [one, other] : [])));
}

/**
 * Who writes from an address, of those who own it: whoever wrote in what is answered, else somebody of whom nobody said yet which of them it is; undefined where that is somebody new.
 * `owners` are its owned rows by root.
 */
export async function writerAmong<Row extends IdentityRow>(
  ctx: Ctx,
  owners: ReadonlyMap<PersonId, readonly Row[]>,
  answered: PersonId | undefined,
): Promise<Row | undefined> {
  const [first] = owners.values();
  if (owners.size < 2 && !isShared([...owners.values()].flat())) return first?.[0];
  if (answered !== undefined) {
    const [[root] = []] = await byRoot(ctx, [{ person: answered }, ...[...owners.values()].flat()]);
    const [theirs] = (root !== undefined && owners.get(root)) || [];
    if (theirs) return theirs;
  }
  const parted = await partedAmong(ctx, [...owners.keys()]);
  const undecided = [...owners].filter(
    ([root, rows]) => !parted.has(root) && !isToldApart(rows) && rows.some(({ source }) => source === 'wire'),
  );
  return undecided[0]?.[1][0];
}

/** Those of the identities of `members`, who are one, that several people own or did: what comes from there says of none of them that it is they. */
export async function sharedOf(ctx: Ctx, members: readonly PersonId[]): Promise<ReadonlySet<Id<'idn'>>> {
  return new Set((await sharing.of(ctx, members)).map(({ id }) => id));
}

/** Who owns one of these addresses as well, by root: what goes there reaches whoever said no to it, by whosever record it goes (Art. 7(3), 21(3)). `person` is whose addresses they are. */
export async function sharersOf(ctx: Ctx, person: PersonId, identities: readonly IdentityRow[]): Promise<PersonId[]> {
  const owned: Pick<IdentityRow, 'person'>[] = [{ person }];
  for (const { valueId } of identities.filter(isOwned))
    owned.push(...(await sameValueRows(ctx.db, ctx.workspace, valueId)).filter(isOwned));
  const [, ...others] = (await byRoot(ctx, owned)).keys();
  return others;
}
