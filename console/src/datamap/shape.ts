// From paths to what is drawn: which pass the filters, the nodes of the four columns, and the links between neighbours. Pure.
import type { DataMap, Path } from './queries.ts';

export type Choice = { readonly purpose: string; readonly group: string; readonly region: string; readonly everyTable: boolean };
export type Column = 0 | 1 | 2 | 3;
/** `id` is its column and code, so that a category and a place may share a code. */
export type Node = {
  readonly id: string;
  readonly column: Column;
  readonly code: string;
  /** By which it is drawn. */
  readonly uses: number;
  /** What was counted for certain; with `hides` there are a few more. */
  readonly known: number;
  readonly hides: boolean;
  readonly isDrift: boolean;
};
export type Link = { readonly from: string; readonly to: string; readonly uses: number; readonly state: Path['state'] };
export type Shape = {
  readonly columns: readonly (readonly Node[])[];
  readonly links: readonly Link[];
  readonly routes: readonly (readonly string[])[];
};
export const everything: Choice = { purpose: '', group: '', region: '', everyTable: false };

/** The regions one can ask for: in the house, in the EEA, adequate, elsewhere, unknown. */
export const regions = ['inside', 'eea', 'adequate', 'third', 'unknown'] as const;
export type RegionCode = (typeof regions)[number];

/** Where a recipient stands by the register, and where else it is really reached. */
export function regionsOf(map: DataMap, recipient: string | null): RegionCode[] {
  const found = map.recipients.find(({ code }) => code === recipient);
  if (found?.kind !== 'outside') return ['inside'];
  const all = [found.region, ...found.reached.map(({ region }) => region)];
  return [...new Set(all.map((each) => (each === null ? 'unknown' : each === 'eea' || each === 'adequate' ? each : 'third')))];
}

export function chosen(map: DataMap, { purpose, group, region }: Choice): Path[] {
  return map.paths.filter(
    (path) =>
      (purpose === '' || path.purpose === purpose) &&
      (group === '' || path.group === group) &&
      (region === '' || regionsOf(map, path.recipient).some((each) => each === region)),
  );
}

/** For drawing only: fewer than five count as three, enough to be seen and no figure to be read. */
export const weight = (path: Pick<Path, 'uses'>): number => path.uses ?? 3;

export function shapeOf(paths: readonly Path[], everyTable: boolean): Shape {
  const routes = paths.map((path) => ({ path, stops: stopsOf(path, everyTable) }));
  const nodes = new Map<string, Node>();
  const links = new Map<string, Link>();
  for (const { path, stops } of routes)
    stops.forEach((id, at) => {
      const there = nodes.get(id);
      const isDrift = path.state === 'undeclared' && at === 3;
      const [column, code] = [at as Column, id.slice(2)];
      nodes.set(id, {
        ...{ id, column, code },
        uses: (there?.uses ?? 0) + weight(path),
        known: (there?.known ?? 0) + (path.uses ?? 0),
        hides: (there?.hides ?? false) || path.uses === null,
        isDrift: (there?.isDrift ?? false) || isDrift,
      });
      const from = stops[at - 1];
      if (from === undefined) return;
      const key = `${from} ${id} ${path.state === 'undeclared'}`; // what is not declared is drawn apart, by its own weight
      const before = links.get(key);
      links.set(key, { from, to: id, uses: (before?.uses ?? 0) + weight(path), state: worse(before?.state, path.state) });
    });
  const columns = ([0, 1, 2, 3] as const).map((column) =>
    [...nodes.values()]
      .filter((node) => node.column === column)
      .sort((one, other) => other.uses - one.uses || (one.code < other.code ? -1 : 1)),
  );
  return { columns: untangled(columns, [...links.values()]), links: [...links.values()], routes: routes.map(({ stops }) => stops) };
}

function stopsOf(path: Path, everyTable: boolean): string[] {
  const place = everyTable ? path.table : path.place;
  return [`0:${path.group}`, `1:${path.category}`, `2:${place}`, ...(path.recipient === null ? [] : [`3:${path.recipient}`])];
}

const ranks: readonly Path['state'][] = ['declared', 'seen', 'undeclared'];
const worse = (one: Path['state'] | undefined, other: Path['state']): Path['state'] =>
  one !== undefined && ranks.indexOf(one) > ranks.indexOf(other) ? one : other;

/** Each column from the second on in the order of where its links come from, so that few of them cross; what weighs more stands higher among equals. */
function untangled(columns: readonly (readonly Node[])[], links: readonly Link[]): Node[][] {
  const done: Node[][] = [];
  for (const column of columns) {
    const before = new Map((done.at(-1) ?? []).map((node, at) => [node.id, at]));
    const middle = (node: Node) => {
      const into = links.filter(({ to, from }) => to === node.id && before.has(from));
      const sum = into.reduce((all, link) => all + 1 + link.uses, 0);
      return sum === 0 ? 0 : into.reduce((all, link) => all + (before.get(link.from) ?? 0) * (1 + link.uses), 0) / sum;
    };
    done.push([...column].sort((one, other) => middle(one) - middle(other)));
  }
  return done;
}

/** The nodes and links (`from to`) of every route through a node. */
export function litBy(shape: Shape, id: string): { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } {
  const through = shape.routes.filter((stops) => stops.includes(id));
  return {
    nodes: new Set(through.flat()),
    links: new Set(through.flatMap((stops) => stops.slice(1).map((stop, at) => `${stops[at]} ${stop}`))),
  };
}
