// Where the console can be opened: read from its router's own source, so that a new page is tested and pictured without anybody thinking of it.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const routerFile = path.join(import.meta.dirname, '../../../console/src/app/router.tsx');

/** Addresses of the console behind its sign-in, with `$name` for what differs; a child of the inbox has no slash in the source. */
export const consolePages = (): string[] => addresses(readFileSync(routerFile, 'utf8'));

/** Addresses in the source of a router: `path: '/x'` and `page('/x', …)`. */
export function addresses(source: string): string[] {
  const found = [...source.matchAll(/(?:path: |page\()'([^']+)'/g)].map((match) => match[1] ?? '');
  return [...new Set(found.map((each) => (each.startsWith('/') ? each : `/inbox/${each}`)))].filter((each) => each !== '/');
}
