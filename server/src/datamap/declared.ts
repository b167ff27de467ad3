// What the house, and for some of them the company, says of its tables: every place where something about somebody may lie, with its category, purpose and period.
import type { Ctx } from '#kit/ctx';
import type { Holding, Serving } from '#kit/holding';
import type { DeclaredPeriod } from '#kit/lasting';

/** By table. */
export type Servings = ReadonlyMap<string, readonly Serving[]>;
export type Group = 'customers' | 'staff';
/** One sealed column (or, of a table without any, the fact that somebody stands in it). */
export type Spot = {
  readonly field: string;
  readonly table: string;
  readonly place: string;
  readonly group: Group;
  readonly category: string;
  /** Purpose and period as declared; null where they are missing. */
  readonly purpose: string | null;
  readonly period: DeclaredPeriod | null;
};

/** Every spot of these holdings; tables about nobody have none. Files count as a place of their own: they lie outside the database. */
export function spotsOf(holdings: readonly Holding[], servings: Servings = new Map()): Spot[] {
  return holdings.flatMap((holding) => {
    const own = servings.get(holding.table)?.filter(({ isOver }) => !isOver);
    return own ? own.flatMap((serving) => spotsIn({ ...holding, ...serving })) : spotsIn(holding);
  });
}

/** What companies say of their tables themselves, read for `spotsOf`. */
export async function servingsOf(ctx: Ctx, holdings: readonly Holding[]): Promise<Servings> {
  const own = holdings.flatMap(({ table, serves }) => (serves ? [{ table, serves }] : []));
  return new Map(await Promise.all(own.map(async ({ table, serves }) => [table, await serves(ctx)] as const)));
}

function spotsIn(holding: Holding): Spot[] {
  if (holding.about === 'nobody') return [];
  const { table, purpose, period } = holding;
  const group: Group = holding.about === 'person' ? 'customers' : 'staff';
  const shared = { table, group, purpose, period };
  const place = holding.room ?? 'house';
  const sealed = Object.entries(holding.columns).flatMap(([name, column]) =>
    typeof column === 'object' ? [{ ...shared, field: `${table}.${name}`, place, category: column.category.replace(/^pd:/, '') }] : [],
  );
  const files = (holding.alsoSealed ?? []).map((field) => ({ ...shared, field, place: 'files', category: 'Communication' }));
  const all = [...sealed, ...files];
  return all.length > 0 ? all : [{ ...shared, field: `${table}.workspace_id`, place, category: 'CommunicationsMetadata' }];
}
