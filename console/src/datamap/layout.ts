// Where nodes and links stand in the picture, in its own units. Pure, so that the same shape gives the same picture.
import type { Link, Node, Shape } from './shape.ts';

export type Placed = { readonly node: Node; readonly x: number; readonly y: number; readonly height: number };
export type Drawn = { readonly link: Link; readonly path: string; readonly width: number };
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly links: readonly Drawn[];
};

export const width = 1040;
export const nodeWidth = 182;
export const top = 30;
const nodeHeight = 48;
const gap = 10;
const most = 15;

export function layoutOf(shape: Shape): Layout {
  const rows = Math.max(1, ...shape.columns.map((column) => column.length));
  const height = top + rows * (nodeHeight + gap);
  const between = (width - nodeWidth) / 3;
  const nodes = shape.columns.flatMap((column, at) => {
    const start = top + (height - top - column.length * (nodeHeight + gap)) / 2;
    return column.map((node, row) => ({ node, x: at * between, y: start + row * (nodeHeight + gap), height: nodeHeight }));
  });
  return { width, height, nodes, links: linksOf(shape, new Map(nodes.map((each) => [each.node.id, each]))) };
}

/** Thick ones first, so that thin ones lie above them; at each node they leave in the order of where they go. */
function linksOf({ links }: Shape, places: ReadonlyMap<string, Placed>): Drawn[] {
  const heaviest = Math.max(1, ...links.map(({ uses }) => uses));
  const y = (id: string) => places.get(id)?.y ?? 0;
  const port = (end: 'from' | 'to', link: Link): number => {
    const other = end === 'from' ? 'to' : 'from';
    const same = links.filter((each) => each[end] === link[end]).sort((one, two) => y(one[other]) - y(two[other]));
    const room = nodeHeight - 14;
    return y(link[end]) + 7 + (same.length === 1 ? room / 2 : (room * same.indexOf(link)) / (same.length - 1));
  };
  return links
    .map((link) => {
      const [from, to] = [(places.get(link.from)?.x ?? 0) + nodeWidth, places.get(link.to)?.x ?? 0];
      const [start, end, bend] = [port('from', link), port('to', link), (to - from) / 2];
      const path = `M${r(from)} ${r(start)}C${r(from + bend)} ${r(start)} ${r(to - bend)} ${r(end)} ${r(to)} ${r(end)}`;
      return { link, path, width: link.uses === 0 ? 1 : 1.5 + (most - 1.5) * Math.sqrt(link.uses / heaviest) };
    })
    .sort((one, other) => other.width - one.width);
}

const r = (number: number): number => Math.round(number * 10) / 10;

export const cut = (text: string, letters: number): string => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);

/** A name in at most two lines; what does not fit ends with an ellipsis. */
export function linesOf(name: string, letters = 25): string[] {
  const lines: string[] = [''];
  for (const word of name.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  const [first = '', second, ...more] = lines.map((line) => cut(line, letters));
  if (second === undefined) return [first];
  return [first, more.length > 0 ? `${second.slice(0, letters - 1)}…` : second];
}
