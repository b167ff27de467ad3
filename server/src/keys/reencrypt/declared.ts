// Which values are sealed, and where their seals belong: from the declared holdings, never from a list of our own.
import type { Holding } from '#kit/holding';

/** One sealed column; `under` names whose key it is, `row` what the seal is bound to. */
export type SealedColumn = { readonly table: string; readonly column: string; readonly under: string; readonly row: readonly string[] };
/** Sealed files; `reference` is the column that says where in the storage, `column` the name under which the bytes are sealed. */
export type SealedFiles = SealedColumn & { readonly reference: string };
export type Declared = {
  /** Under the key of a person, a member of staff or a case. */
  readonly values: readonly SealedColumn[];
  readonly files: readonly SealedFiles[];
  /** Under the key of the company's secrets. */
  readonly secrets: readonly SealedColumn[];
};

/** Everything that is sealed in these holdings. Error that names what does not say where its seals belong: a key must not go while something may still need it. */
export function declaredSeals(of: readonly Holding[]): Declared {
  const lost = of.flatMap(unplaced);
  if (lost.length > 0)
    throw new Error(`these cannot be sealed anew, since their holding does not say where their seals belong: ${lost.join(', ')}`);
  const columns = of.flatMap(columnsOf);
  return {
    values: columns.filter(({ under }) => under !== company),
    secrets: columns.filter(({ under }) => under === company),
    files: of.flatMap(({ table, seals }) =>
      Object.entries(seals?.files ?? {}).map(([column, reference]) => ({ ...placed(table, seals), column, reference })),
    ),
  };
}

const company = 'workspace_id';
type Seals = Holding['seals'];
const placed = (table: string, seals: Seals) => ({ table, under: seals?.under ?? '', row: seals?.row ?? [] });
const sealedIn = ({ columns }: Holding) =>
  Object.entries(columns).flatMap(([column, kind]) => (typeof kind === 'object' || kind === 'secret' ? [{ column, kind }] : []));

function columnsOf(holding: Holding): SealedColumn[] {
  return sealedIn(holding).map(({ column }) => ({ ...placed(holding.table, holding.seals), column }));
}

function unplaced(holding: Holding): string[] {
  const { table, columns, seals, alsoSealed = [] } = holding;
  const isWhole = seals !== undefined && seals.row.length > 0 && [seals.under, ...seals.row].every((name) => name in columns);
  const lost = sealedIn(holding).filter(({ kind }) => !isWhole || (kind === 'secret' && seals.under !== company));
  const files = alsoSealed.filter((name) => {
    const reference = seals?.files?.[name.slice(table.length + 1)];
    return !isWhole || seals.under === company || reference === undefined || !(reference in columns);
  });
  return [...lost.map(({ column }) => `${table}.${column}`), ...files];
}
