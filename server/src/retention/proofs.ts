// Proof of what is over (closed requests, words about consent that no longer count, lifted restrictions and holds) goes when its own period ends, while its person stays (Art. 5(1)(e)): table by table, as the rooms
// declare them. Whoever is held, restricted or asked for something that is open keeps all of it (Art. 17(3), 18(2)).
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings, type Place, type Proof, type ProofPage, type Proofs } from '#kit/holding';
import { append } from '#ledger';
import { holdEveryGroup } from '#people';
import { heldPeople } from './held.ts';
import { dayAfter, type HeldBy, weekOf } from './rules.ts';

type Table = Holding & { readonly proofs: Proofs };
type Spot = Place & { readonly table: string };
/** `goesOn` is an ISO day. */
export type Going = Proof & { readonly of: string; readonly goesOn: string; readonly because: HeldBy | null };
export type PlannedRecords = {
  /** The table. */
  readonly of: string;
  readonly weeks: { from: string; records: number; people: number }[];
  readonly held: { because: HeldBy; records: number; people: number }[];
};
const pageSize = 500;
const start: Place = { at: null, id: null };
const tablesOf = (ctx: Ctx): Table[] => holdings.of(ctx).filter((holding): holding is Table => holding.proofs !== undefined);

/** Deletes what a page holds from a spot on, the first when there is none; gives how many rows went, and where to go on, undefined after the last table. */
export async function letProofsGo(ctx: Ctx, today: string, from: Spot | undefined): Promise<{ rows: number; next: Spot | undefined }> {
  const tables = tablesOf(ctx);
  const first = tables.findIndex(({ table }) => table === from?.table);
  for (const [at, { table, proofs }] of [...tables.entries()].slice(Math.max(first, 0))) {
    const page = await going(ctx, proofs, today, from?.table === table ? from : start);
    const following = tables[at + 1]?.table;
    const next = page.next ? { table, ...page.next } : following && { table: following, ...start };
    if (page.rows.length > 0) {
      const ids = page.rows.map(({ id }) => id);
      for (const holding of holdings.of(ctx)) await holding.letGoWith?.(ctx, table, ids);
      const rows = await proofs.drop(ctx, page.rows);
      await append(ctx, { kind: 'retention.proofs-deleted', facts: { of: table, rows } });
      return { rows, next: next || undefined };
    }
    if (page.next) return { rows: 0, next: { table, ...page.next } }; // enough was looked at for one turn
  }
  return { rows: 0, next: undefined };
}

/** What of a page may go. Where something may, it is looked at once more while nobody is joined, asks for something or is held: whoever did so a moment ago is seen. */
async function going(ctx: Ctx, proofs: Proofs, today: string, after: Place): Promise<ProofPage> {
  const seen = await proofs.past(ctx, today, after, pageSize);
  if (seen.rows.length === 0) return seen;
  await holdEveryGroup(ctx);
  const page = await proofs.past(ctx, today, after, pageSize);
  const held = await holding(ctx, page.rows);
  return { ...page, rows: page.rows.filter((row) => !held(row)) };
}

/** Proofs whose last day lies before a day, with what holds them back, or without `isHeldToo` those alone that nothing holds back; at most so many. */
export async function proofsBefore(ctx: Ctx, day: string, most: number, isHeldToo = true): Promise<{ items: Going[]; isCut: boolean }> {
  const items: Going[] = [];
  for (const { table, proofs } of tablesOf(ctx))
    for (let after: Place | null = start; after !== null; ) {
      const page: ProofPage = await proofs.past(ctx, day, after, pageSize);
      const held = await holding(ctx, page.rows);
      const found = page.rows.map((row) => ({ ...row, of: table, goesOn: dayAfter(row.endsOn, 1), because: held(row) ?? null }));
      items.push(...found.filter(({ because }) => isHeldToo || because === null));
      if (items.length >= most) return { items: items.slice(0, most), isCut: true };
      after = page.next;
    }
  return { items, isCut: false };
}

/** By table and week, none before the first day on which anything goes; tables of which nothing goes are left out. */
export function planOfProofs(items: readonly Going[], first: string): PlannedRecords[] {
  return [...Map.groupBy(items, ({ of }) => of)].map(([of, rows]) => ({
    of,
    weeks: countBy(
      rows.filter(({ because }) => because === null),
      ({ goesOn }) => weekOf(goesOn > first ? goesOn : first),
    )
      .map(([from, counts]) => ({ from, ...counts }))
      .sort((one, other) => (one.from < other.from ? -1 : 1)),
    held: countBy(
      rows.filter(({ because }) => because !== null),
      ({ because }) => because as HeldBy,
    ).map(([because, counts]) => ({ because, ...counts })),
  }));
}

const countBy = <K>(rows: readonly Going[], keyOf: (row: Going) => K) =>
  [...Map.groupBy(rows, keyOf)].map(
    ([key, those]) => [key, { records: those.length, people: new Set(those.flatMap(({ person }) => person ?? [])).size }] as const,
  );

async function holding(ctx: Ctx, rows: readonly Proof[]): Promise<(row: Proof) => HeldBy | undefined> {
  const held = await heldPeople(
    ctx,
    rows.flatMap(({ person }) => person ?? []),
  );
  return ({ person }) => (person === null ? undefined : held.get(person));
}
