// Holding what we once signed against our own key: for certificates that come back from outside.
import type { Ctx } from '#kit/ctx';
import { openNote, readCheckpointText, readVerifier, verifierKey } from './note.ts';
import { signerOf } from './signing.ts';
import { verifyInclusion } from './tree.ts';

/** The text of a note that this workspace's ledger signed; undefined for any other. */
export async function checkNote(ctx: Ctx, note: string): Promise<string | undefined> {
  return openNote(note, verifierKey(signerOf(ctx)));
}

/** The verifier key of this workspace's ledger, to give to those who verify. */
export const ownVerifier = (ctx: Ctx): string => verifierKey(signerOf(ctx));

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
  const signer = signerOf(ctx);
  const text = openNote(proof.checkpoint, verifierKey(signer));
  const head = text === undefined ? undefined : readCheckpointText(text);
  const bytes = (hash: string) => Buffer.from(hash, 'base64');
  return head?.origin === signer.name && verifyInclusion(proof.position, head.size, bytes(proof.leaf), proof.proof.map(bytes), head.root);
}
