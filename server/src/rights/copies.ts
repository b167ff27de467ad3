// What a person fetches as the answer to a request, themself or by who asks for them: the copy of Art. 15(3), or what they provided, to take along (Art. 20(1)).
import type { Readable } from 'node:stream';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { special } from '#kit/route';
import { buildArchive } from './archive.ts';
import { packageFor } from './handover/handover.ts';
import { isCopy } from './rules.ts';
import type { RequestRow } from './store.ts';

/** The ZIP as a download of this name, made at this moment, without records later than `upTo`. Problems: `conflict` while it is not answered or where the answer is none that is fetched (also that nothing was held: they may have been joined with somebody since), `too-many` while they, or too many others, fetch one already. */
export async function fetchCopy(ctx: Ctx, row: RequestRow, { name, upTo }: { readonly name: string; readonly upTo?: Date }) {
  if (!isCopy(row.kind) || row.state !== 'fulfilled' || row.outcome === 'nothing-held')
    throw new Problem('conflict', { because: 'not-answered-yet' });
  return asZip(await copyOf(ctx, row, upTo), row.kind === 'access' ? name : `${name}-to-take-along`);
}

/** The copy, or what they provided, as bytes of a ZIP. Throws what `buildArchive` throws. */
export const copyOf = (ctx: Ctx, row: RequestRow, upTo?: Date): Promise<Readable> =>
  row.kind === 'access' ? buildArchive(ctx, row, upTo) : packageFor(ctx, row, upTo);

/** A download of this name, without its ending. */
export const asZip = (bytes: Readable, name: string) =>
  special({
    bytes,
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}.zip"`,
      'cache-control': 'no-store',
    },
  });
