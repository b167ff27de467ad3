// Nesting is bounded before any parser sees the markup: HTML parsers take time that grows with the square of the depth (200,000 open tags cost ten seconds).

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);

/** Whether markup could nest deeper than `limit`. Counts open elements per name and never too few: an end tag closes at most one. Linear in the length. */
export function isDeeperThan(html: string, limit: number): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const match of html.matchAll(/<(\/?)([a-z][^\s/>]{0,40})/gi)) {
    const name = (match[2] ?? '').toLowerCase();
    if (empty.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (match[1] !== '/') {
      open.set(name, count + 1);
      depth += 1;
      if (depth > limit) return true;
    } else if (count > 0) {
      open.set(name, count - 1);
      depth -= 1;
    }
  }
  return false;
}
