// How much may wait, and of whom: what anybody can write on an envelope counts against nobody. Only a signature by a key that was proved when something of that company was accepted shows that it is theirs;
// all others share a part of the room, and of that each network a part, so that invented envelopes shut out neither the company they name nor those that are known.
import { createHash } from 'node:crypto';
import { blindIndex } from '#keys';
import type { Ctx } from '#kit/ctx';
import { networkOf } from '#kit/network';
import { Problem } from '#kit/problem';
import { openNote } from '#ledger';
import { crowdStore, type Origin, type Weight } from './crowd-store.ts';

const mebi = 1024 * 1024;
const mostWaiting = { count: 50, bytes: 128 * mebi };
/** Of those that nobody proved. */
const mostUnproved = { count: 30, bytes: 64 * mebi };
/** Of one company that is proved. */
const mostOfSender = { count: 20, bytes: 64 * mebi };
/** Of one network; also within the part of a company that is proved, so that a customer of theirs who posts what it signed for them alone shuts out none of its others. */
const mostOfOne = { count: 10, bytes: 32 * mebi };

/** Against whom an envelope counts: `text` is what its signature must be about, `document` the address that it names, `from` the address that it came from. */
export async function originOf(
  ctx: Ctx,
  { signature, text, document, from }: { signature: string; text: string; document: string | undefined; from: string },
): Promise<Origin> {
  const sender = document === undefined ? undefined : senderOfDocument(document);
  const signer = sender && (await crowdStore.signer(ctx, sender));
  const isProved = sender !== undefined && signer !== undefined && openNote(signature, signer) === text;
  return { sender: isProved ? sender : null, source: await blindIndex(ctx, 'handover_arrivals.source', networkOf(from)) };
}

/** Problem `too-many` where there is no room for so many bytes more: `of-this-sender` of one company or network. */
export async function refuseCrowd(ctx: Ctx, origin: Origin, bytes: number): Promise<void> {
  const full = crowded(
    {
      all: await crowdStore.load(ctx, 'all'),
      part: await (origin.sender === null ? crowdStore.load(ctx, 'unproved') : crowdStore.ofSender(ctx, origin.sender)),
      network: await crowdStore.ofSource(ctx, origin),
    },
    origin.sender !== null,
    bytes,
  );
  if (full) throw new Problem('too-many', { ...(full === 'of-this-sender' && { because: full }), retryAfterSeconds: 3600 });
}

/** What is full: `part` is what waits of the company that is proved, or of all that are not, and `network` what of it came the same way. */
export function crowded(
  { all, part, network }: { readonly all: Weight; readonly part: Weight; readonly network: Weight },
  isProved: boolean,
  bytes: number,
): 'all' | 'of-this-sender' | undefined {
  const isFull = (load: Weight, most: Weight) => load.count >= most.count || load.bytes + bytes > most.bytes;
  if (isFull(all, mostWaiting)) return 'all';
  if (isFull(network, mostOfOne) || (isProved && isFull(part, mostOfSender))) return 'of-this-sender';
  return !isProved && isFull(part, mostUnproved) ? 'all' : undefined;
}

/** Remembers by which key a company signs, once its document said so and something of it was accepted. */
export const rememberSender = (ctx: Ctx, document: string, signer: string): Promise<unknown> =>
  crowdStore.remember(ctx, senderOfDocument(document), signer);

/** One host carries many companies: the whole address counts, in one spelling. */
function senderOfDocument(document: string): string {
  const url = URL.parse(document);
  return createHash('sha256')
    .update(url ? `${url.host}${url.pathname.replace(/\/+$/, '')}` : document)
    .digest('base64url');
}
