// Where a tile of the tree lies, in a URL as in a folder (C2SP tlog-tiles): 256 hashes each, full ones for ever, partial ones at the right edge.

export const tileWidth = 256;
/** `width` hashes from `index × 256` on, each over 256^level leaves. */
export type Tile = { readonly level: number; readonly index: number; readonly width: number };

/** `x001/x234/067`, with `.p/5` behind it when the tile is partial. */
export function writePlace({ index, width }: Pick<Tile, 'index' | 'width'>): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === tileWidth ? place : `${place}.p/${width}`;
}

/** Reads what `writePlace` wrote; undefined for any other text, also for another way of writing the same place. */
export function readPlace(text: string): Pick<Tile, 'index' | 'width'> | undefined {
  const [, groups, part] = /^((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(text) ?? [];
  if (groups === undefined) return undefined;
  const place = { index: Number(groups.replace(/[x/]/g, '')), width: part === undefined ? tileWidth : Number(part) };
  return place.width <= tileWidth && writePlace(place) === text ? place : undefined;
}

/** Whether a tree of this size has all the hashes of a tile. */
export function isWithin(size: number, { level, index, width }: Tile): boolean {
  return index * tileWidth + width <= Math.floor(size / tileWidth ** level);
}

/** The tiles of a tree at one level, left to right, the last one partial unless it ends evenly. */
export function* tilesAt(size: number, level: number): Generator<Tile> {
  const hashes = Math.floor(size / tileWidth ** level);
  for (let index = 0; index * tileWidth < hashes; index += 1)
    yield { level, index, width: Math.min(tileWidth, hashes - index * tileWidth) };
}

/** Every tile of a tree, level by level. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; tileWidth ** level <= size; level += 1) yield* tilesAt(size, level);
}
