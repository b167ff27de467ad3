// Filters of SCIM (RFC 7644, 3.4.2.2): read by a library, compared here without regard to case but for ids, as their attributes are declared.
import { type Filter, filter as matcher, parse } from 'scim2-parse-filter';
import { fault } from './error.ts';

const mostLetters = 500;
const exact = new Set(['id', 'externalid']);

/** A filter as a question about a resource. Fault `invalidFilter`. */
export function filterOf(text: string): { matches: (resource: object) => boolean; wanted: Wanted } {
  // a line break in a text without an end would make the library's pattern try every way to read it
  if (text.length > mostLetters || /\p{Cc}/u.test(text))
    throw fault(400, 'invalidFilter', 'A filter has at most 500 characters, none of them control characters.');
  try {
    const read = parse(text);
    const ask = matcher(lowered(read));
    return { matches: (resource) => ask(small(resource)), wanted: wantedBy(read) };
  } catch {
    throw fault(400, 'invalidFilter', 'This filter cannot be read.');
  }
}

/** What must be so for anything to match, where that is one value that has an index. */
export type Wanted = { readonly attribute: 'id' | 'username' | 'externalid'; readonly value: string } | undefined;

function wantedBy(read: Filter): Wanted {
  if (read.op === 'and') return (read as { filters: Filter[] }).filters.map(wantedBy).find((each) => each !== undefined);
  if (read.op !== 'eq') return undefined;
  const { attrPath, compValue } = read as { attrPath: string; compValue: unknown };
  const attribute = attrPath.toLowerCase().split(':').at(-1);
  if (typeof compValue !== 'string') return undefined;
  return attribute === 'id' || attribute === 'username' || attribute === 'externalid' ? { attribute, value: compValue } : undefined;
}

function lowered(read: Filter): Filter {
  const each = read as Record<string, unknown> & Filter;
  if ('filters' in each) return { ...each, filters: (each.filters as Filter[]).map(lowered) } as Filter;
  if ('filter' in each) return { ...each, filter: lowered(each.filter as Filter) } as Filter;
  if ('valFilter' in each) return { ...each, valFilter: lowered(each.valFilter as Filter) } as Filter;
  const { attrPath, compValue } = each as unknown as { attrPath: string; compValue?: unknown };
  const isExact = exact.has(attrPath.toLowerCase().split(/[.:]/).at(-1) ?? '');
  return typeof compValue === 'string' && !isExact ? ({ ...each, compValue: compValue.toLowerCase() } as Filter) : read;
}

function small(value: unknown, name = ''): object {
  if (Array.isArray(value)) return value.map((each) => small(each, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, small(each, key)]])));
  return (typeof value === 'string' && !exact.has(name.toLowerCase()) ? value.toLowerCase() : value) as object;
}
