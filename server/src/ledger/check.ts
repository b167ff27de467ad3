// Holding what we once signed against our own keys: for certificates that come back from outside.
import type { Ctx } from '#kit/ctx';
import { isDoubtful, openCheckpoint, reignsOf, verifierAt } from './key/reigns.ts';
import { openNote, readVerifier, verifierKey } from './note.ts';
import { newestSigner, originOf } from './signing.ts';
import { newestCheckpoint } from './store.ts';
import { verifyInclusion } from './tree.ts';
import { checkpointAt } from './witness/store.ts';

/** The text of a note that this workspace's ledger signed: by the key at the position of an entry, or by any of its keys; undefined for any other. */
export async function checkNote(ctx: Ctx, note: string, position?: number): Promise<string | undefined> {
  for (const verifier of await verifiersFor(ctx, position)) {
    const text = openNote(note, verifier);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The verifier key of this workspace's ledger, to give to those who verify: the newest, or that under which it signed at an instant, unless somebody else has that one. */
export async function ownVerifier(ctx: Ctx, at?: Date): Promise<string> {
  const reigns = await reignsOf(ctx);
  const since = at && reigns.findLast((reign) => reign.since === undefined || reign.since <= at);
  return (since && !since.isStolen ? since : reigns.at(-1))?.verifier ?? '';
}

/** The keys before the newest that signed for this ledger after an instant, without those that somebody else has. */
export async function verifiersSince(ctx: Ctx, at: Date): Promise<string[]> {
  const reigns = await reignsOf(ctx);
  return reigns.slice(0, -1).flatMap(({ verifier, isStolen }, index) => {
    const ended = reigns[index + 1]?.since;
    return ended !== undefined && ended > at && !isStolen ? [verifier] : [];
  });
}

/** Whether a text from outside is an Ed25519 verifier key of a note. */
export function isVerifier(text: string): boolean {
  try {
    return readVerifier(text) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a leaf stands where its proof says, in a tree whose checkpoint this workspace's ledger signed (RFC 6962, 2.1.1). */
export async function checkProof(
  ctx: Ctx,
  proof: { position: number; leaf: string; proof: readonly string[]; checkpoint: string },
): Promise<boolean> {
  const reigns = await reignsOf(ctx);
  const head = openCheckpoint(reigns, proof.checkpoint);
  const bytes = (hash: string) => Buffer.from(hash, 'base64');
  if (head && isDoubtful(reigns, head.size) && !(await checkpointAt(ctx, head.size))?.root.equals(head.root)) return false;
  return head?.origin === originOf(ctx) && verifyInclusion(proof.position, head.size, bytes(proof.leaf), proof.proof.map(bytes), head.root);
}

/** Where there is no ledger any more, nobody can say until when a former key signed. */
async function verifiersFor(ctx: Ctx, position: number | undefined): Promise<string[]> {
  if ((await newestCheckpoint(ctx)) === undefined) return [verifierKey(newestSigner(ctx))];
  const reigns = await reignsOf(ctx);
  return position === undefined ? reigns.flatMap(({ verifier, isStolen }) => (isStolen ? [] : [verifier])) : [verifierAt(reigns, position)];
}
