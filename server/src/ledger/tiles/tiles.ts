// The tree and its entries as static pieces (C2SP tlog-tiles): what is given out once never changes, so anybody may keep it, and proofs are the reader's own work.
import type { Ctx } from '#kit/ctx';
import { leafData } from '../leaf.ts';
import { readHashes } from '../sequence.ts';
import { newestCheckpoint } from '../store.ts';
import { publishedHead } from '../witness/published.ts';
import { isWithin, type Tile, tileWidth } from './path.ts';
import { type BundleRow, readBundle } from './store.ts';

/** The hashes of a tile, 32 bytes each; undefined when the checkpoint that the world is shown does not cover it all. */
export async function tileOf(ctx: Ctx, tile: Tile): Promise<Buffer | undefined> {
  if (!isWithin((await publishedHead(ctx))?.size ?? 0, tile)) return undefined;
  const first = tile.index * tileWidth;
  const nodes = Array.from({ length: tile.width }, (_, offset) => [{ level: 8 * tile.level, index: first + offset }]);
  return Buffer.concat(await readHashes(ctx, nodes));
}

/** The entries below a tile of level 0, each behind its length; undefined when the newest checkpoint does not cover them all. */
export async function bundleOf(ctx: Ctx, tile: Omit<Tile, 'level'>): Promise<Buffer | undefined> {
  if (!isWithin((await newestCheckpoint(ctx))?.size ?? 0, { ...tile, level: 0 })) return undefined;
  return writeBundle(await readBundle(ctx, tile.index * tileWidth, tile.width));
}

/** Leaf data, each behind its length as two bytes, the higher first. */
export function writeBundle(rows: readonly BundleRow[]): Buffer {
  return Buffer.concat(
    rows.flatMap((row) => {
      const data = leafData(row);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(data.length);
      return [length, data];
    }),
  );
}
