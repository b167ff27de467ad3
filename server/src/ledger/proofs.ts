// Checkpoints and proofs as staff and certificates ask for them; monitors make their own from the tiles.
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { Problem } from '#kit/problem';
import { ownVerifier } from './check.ts';
import { canonical, leafData } from './leaf.ts';
import { newestHead, readHashes, sequence } from './sequence.ts';
import { placeOf } from './store.ts';
import { type BundleRow, readOpened } from './tiles/store.ts';
import { consistencyPath, inclusionPath } from './tree.ts';
import { withCosignatures } from './witness/published.ts';

/** Hashes in base64 (RFC 6962 order); `checkpoint` is the signed note of the tree in which the proof holds. */
export type Proof = { readonly position: number; readonly leaf: string; readonly proof: string[]; readonly checkpoint: string };
/** `note` is a C2SP tlog-checkpoint, `key` its verifier key, `root` base64. */
export type Checkpoint = { readonly size: number; readonly root: string; readonly note: string; readonly key: string };

/** Inclusion proof of an entry in the newest checkpoint; orders what waits first. Problem `not-found` for an unknown entry. */
export async function proofOf(ctx: Ctx, entry: Id<'led'>): Promise<Proof> {
  let place = await placeOf(ctx, entry);
  if (place?.position === null) {
    await sequence(ctx);
    place = await placeOf(ctx, entry);
  }
  if (place === undefined || place.position === null) throw new Problem('not-found');
  const head = await newestHead(ctx);
  const proof = await readHashes(ctx, inclusionPath(place.position, head.size));
  return {
    position: place.position,
    leaf: place.leaf.toString('base64'),
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint: head.note,
  };
}

/** An entry as its leaf hashes it, and its content with the salt of its commitment as one line of JSON (`null` once that was erased): whoever has both may read it, so for entries that name nobody alone. Problem `not-found` for an unknown entry. */
export async function openedEntry(ctx: Ctx, entry: Id<'led'>): Promise<{ data: string; payload: string }> {
  const row = await readOpened(ctx, entry);
  if (row === undefined) throw new Problem('not-found');
  return { data: leafData(row).toString('utf8'), payload: lineOf(row) };
}

/** Salt and payload as an export writes them; `null` when they were erased. */
export const lineOf = ({ salt, payload }: Pick<BundleRow, 'salt' | 'payload'>): string =>
  salt === null || payload === null ? 'null' : canonical({ payload, salt: salt.toString('base64') });

/** Proof that the tree of `to` leaves (all when left out) begins with that of `from`. Problem `invalid` beyond the newest checkpoint, or backwards. */
export async function consistencyOf(
  ctx: Ctx,
  from: number,
  to?: number,
): Promise<{ from: number; to: number; proof: string[]; checkpoint: string }> {
  const head = await newestHead(ctx);
  const until = to ?? head.size;
  if (until > head.size || from > until)
    throw new Problem('invalid', { fields: [{ path: to === undefined ? 'from' : 'to', message: `the ledger has ${head.size} entries` }] });
  const proof = from === 0 || from === until ? [] : await readHashes(ctx, consistencyPath(from, until));
  return { from, to: until, proof: proof.map((hash) => hash.toString('base64')), checkpoint: head.note };
}

/** The newest signed checkpoint, with what witnesses co-signed of it. */
export async function checkpoint(ctx: Ctx): Promise<Checkpoint> {
  const head = await withCosignatures(ctx, await newestHead(ctx));
  return { size: head.size, root: head.root.toString('base64'), note: head.note, key: await ownVerifier(ctx) };
}
