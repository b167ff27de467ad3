// What a leaf says: id, time, kind, and a commitment to the payload. The commitment is salted, so that it says nothing once salt and payload are erased
// (EDPB guidelines 02/2025), while the leaf goes on standing in the tree.
import { createHash } from 'node:crypto';

/** What is committed to and may be erased: pseudonyms, codes and numbers. */
export type Payload = {
  readonly actor: string;
  readonly actorKind: string;
  readonly purpose: string | null;
  readonly subject: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};
export type Leaf = { readonly id: string; readonly at: Date; readonly kind: string; readonly commitment: Buffer };

/** SHA-256 over the salt (32 bytes) and the payload's canonical JSON. */
export function commitmentOf(salt: Buffer, payload: Payload): Buffer {
  if (salt.length !== 32) throw new Error('a salt has 32 bytes'); // a fixed length keeps salt and payload apart
  return createHash('sha256').update(salt).update(canonical(payload)).digest();
}

/** The bytes a leaf hash is made of. None of the parts can hold a line feed, so no two leaves share them. */
export function leafData(leaf: Leaf): Buffer {
  return Buffer.from(
    `parley-ledger/1\n${leaf.id}\n${leaf.at.toISOString()}\n${leaf.kind}\n${leaf.commitment.toString('base64')}\n`,
    'utf8',
  );
}

/** JSON with sorted keys and no blanks (RFC 8785); for plain values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .join(',')}}`;
}
