// The envelope of a hand-over: HPKE in base mode (RFC 9180), to the key that the receiver published. Who sends, to whom, on which day and under which number is bound to
// what is sealed, so that it opens for this hand-over and no other.
import { createHash } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { canonical } from '#kit/canonical';

export const suiteName = 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM';
export type Header = {
  readonly format: 'parley-handover@1';
  readonly handover: string;
  /** `document` is where the sender says by which key it signs. */
  readonly sender: { readonly name: string; readonly workspace: string; readonly document?: string };
  /** `key` is the SHA-256 of the public key, base64url. */
  readonly receiver: { readonly name: string; readonly key: string };
  readonly day: string;
  readonly suite: typeof suiteName;
};
export type Envelope = { readonly header: Header; readonly enc: string; readonly sealed: readonly string[] };

const suite = () => new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const info = new TextEncoder().encode('parley handover v1');
/** The last piece says that it is, so that nothing can be cut off. */
const aadOf = (header: Header, isLast: boolean) => new TextEncoder().encode(canonical({ header, isLast }));
const bytesOf = (buffer: ArrayBuffer | Uint8Array<ArrayBuffer>) => Buffer.from(new Uint8Array(buffer)).toString('base64url');

/** The 32 bytes of a public key: base64url or base64 as it is, or a key document with `suite` and `key`; undefined for anything else. */
export function publicKeyIn(text: string): Buffer | undefined {
  const said = text.trim().startsWith('{') ? keyOf(text) : text.trim();
  if (said === undefined || !/^[A-Za-z0-9+/_-]{43}=?$/.test(said)) return undefined;
  const bytes = Buffer.from(said.replaceAll('+', '-').replaceAll('/', '_'), 'base64url');
  return bytes.length === 32 && bytes.some((byte) => byte !== 0) ? bytes : undefined;
}

/** SHA-256 of a public key, base64url: how an envelope names it. */
export const fingerprint = (key: Uint8Array): string => createHash('sha256').update(key).digest('base64url');

export type Sealing = { readonly enc: string; seal(bytes: Uint8Array, isLast: boolean): Promise<string> };

/** Begins sealing to a public key, piece by piece in order (RFC 9180, 5.2). Throws for a key with which nothing is secret (RFC 7748, 6.1). */
export async function sealingTo(key: Buffer, header: Header): Promise<Sealing> {
  const recipientPublicKey = await suite().kem.deserializePublicKey(new Uint8Array(key).buffer);
  const sender = await suite().createSenderContext({ recipientPublicKey, info });
  return {
    enc: bytesOf(sender.enc),
    seal: async (bytes, isLast) => bytesOf(await sender.seal(new Uint8Array(bytes), aadOf(header, isLast))),
  };
}

/** Opens an envelope with the receiver's key. Throws when anything of it was changed, its header and the order and number of pieces included. */
export async function openWith(
  recipientKey: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey },
  { header, enc, sealed }: Envelope,
): Promise<Buffer> {
  const context = await suite().createRecipientContext({ recipientKey, enc: new Uint8Array(Buffer.from(enc, 'base64url')).buffer, info });
  const pieces: Buffer[] = [];
  for (const [at, piece] of sealed.entries()) {
    const bytes = new Uint8Array(Buffer.from(piece, 'base64url'));
    pieces.push(Buffer.from(await context.open(bytes, aadOf(header, at === sealed.length - 1))));
  }
  return Buffer.concat(pieces);
}

function keyOf(text: string): string | undefined {
  try {
    const { suite: named, key } = JSON.parse(text) as { suite?: unknown; key?: unknown };
    return named === suiteName && typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
