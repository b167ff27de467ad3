// Recomputes in the browser what an inclusion proof claims, so that nobody has to believe the server (RFC 6962, 2.1.1; RFC 9162, 2.1.3.2).

export type Claim = { readonly position: number; readonly leaf: string; readonly proof: readonly string[]; readonly checkpoint: string };

/** Whether the path leads from the leaf to the root that the checkpoint names; hashes in base64. */
export async function holds({ position, leaf, proof, checkpoint }: Claim): Promise<boolean> {
  const [, size = '', root = ''] = checkpoint.split('\n');
  let [node, last] = [position, Number(size) - 1];
  if (!(last >= node)) return false;
  let hash = bytes(leaf);
  for (const step of proof.map(bytes)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await hashOf(step, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = await hashOf(hash, step);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && base64(hash) === root;
}

const half = (place: number): number => Math.floor(place / 2);

async function hashOf(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([1, ...left, ...right])));
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function base64(hash: Uint8Array): string {
  return btoa(String.fromCharCode(...hash));
}
