// What the certificate says of what stays (Art. 17(3)): counts by ground and day, nothing of the content.
import { articleOf } from './rules.ts';
import type { KeptRow } from './store.ts';

/** One line for each scope, ground and day. */
export function keptIn(rows: readonly KeptRow[]): { what: string; article: string; until: string }[] {
  const alike = Map.groupBy(
    rows.filter(({ state }) => state !== 'planned'),
    ({ scope, ground, until }) => `${until} ${ground} ${scope}`,
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const sum = (of: 'records' | 'files') => same.reduce((all, row) => all + row[of], 0);
    const what = `${same.length} × ${first.scope} (records: ${sum('records')}, files: ${sum('files')})`;
    return [{ what, article: articleOf[first.ground], until: first.until }];
  });
}
