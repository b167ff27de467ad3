// What the certificate says of what stays (Art. 17(3)): codes and counts by scope, ground and day, nothing of the content; whoever shows it has the words.
import type { Answer } from '@parley/contract';
import { articleOf } from './rules.ts';
import type { KeptRow } from './store.ts';

/** One entry for each scope, category, ground and day. */
export function keptIn(rows: readonly KeptRow[]): Answer<'readCertificate'>['kept'] {
  const alike = Map.groupBy(
    rows.filter(({ state }) => state !== 'planned'),
    ({ scope, ground, until, held, ...row }) => `${until} ${ground} ${scope} ${held} ${categoryOf({ scope, ...row })}`,
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const sum = (of: 'records' | 'files') => same.reduce((all, row) => all + row[of], 0);
    const { scope, ground, until, held } = first;
    const counts = { items: same.length, records: sum('records'), files: sum('files') };
    return [{ scope, category: categoryOf(first), ground, article: articleOf[ground], until, isHeld: held, ...counts }];
  });
}

const categoryOf = ({ scope, item }: Pick<KeptRow, 'scope' | 'item'>): string | null => (scope === 'category' ? item : null);
