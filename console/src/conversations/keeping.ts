// How a list that changes under the reader keeps its place. Decisions only: ids in, numbers out.

/**
 * By how many rows what is read has moved between two states of a list: the commonest move among the rows from `first` to `last` that are still there.
 * The one that rose to the top moved alone, so it never decides.
 */
export function shiftOf(before: readonly string[], after: readonly string[], first: number, last: number): number {
  const places = new Map(after.map((id, at) => [id, at]));
  const votes = new Map<number, number>();
  for (let at = Math.max(0, first); at <= last && at < before.length; at += 1) {
    const now = places.get(before[at] ?? '');
    if (now !== undefined) votes.set(now - at, (votes.get(now - at) ?? 0) + 1);
  }
  return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0])[0];
}

/** Places of a window in ascending order, so that the order of the page is the order of the list; `kept` stay whatever is in sight. */
export function placesShown(shown: readonly number[], kept: readonly number[], count: number): number[] {
  const all = new Set([...shown, ...kept.filter((at) => at >= 0 && at < count)]);
  return [...all].sort((one, other) => one - other);
}
