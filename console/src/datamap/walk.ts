// Where an arrow key leads in the picture: up and down within a column, left and right to the nearest of the next one.
import type { Node } from './shape.ts';

export function neighbour(columns: readonly (readonly Node[])[], from: string, key: string): string | undefined {
  const at = columns.findIndex((column) => column.some(({ id }) => id === from));
  const row = columns[at]?.findIndex(({ id }) => id === from) ?? -1;
  if (at < 0 || row < 0) return undefined;
  if (key === 'ArrowDown') return columns[at]?.[row + 1]?.id;
  if (key === 'ArrowUp') return columns[at]?.[row - 1]?.id;
  if (key === 'Home') return columns[at]?.[0]?.id;
  if (key === 'End') return columns[at]?.at(-1)?.id;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const next = columns[at + (key === 'ArrowRight' ? 1 : -1)];
  if (!next || next.length === 0) return undefined;
  const share = (row + 0.5) / (columns[at]?.length ?? 1);
  return next[Math.min(next.length - 1, Math.floor(share * next.length))]?.id;
}
