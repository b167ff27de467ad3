// The primitives under every seal: AES-256-GCM, HKDF sub-keys and unambiguous additional data. Keys are KeyObjects and never leave as bytes.
// A sealed value is `format(1) algorithm(1) keyVersion(2) nonce(12) ciphertext tag(16)`: 32 bytes more than what it hides.
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomFillSync } from 'node:crypto';

/** Sealed bytes as they lie in a bytea column or a file; the brand keeps plaintext out of both. */
export type Sealed = Buffer & { readonly __sealed: true };

const format = 1;
const aes256gcm = 1;
const headerBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const tagged = { authTagLength: tagBytes };
const nonces = Buffer.alloc(nonceBytes * 1024);
let noncesUsed = nonces.length;

/** Versions of a key are counted in two bytes of the header. */
export const mostVersion = 65_535;

/** Seals `plain` under a 256-bit key. `version` (0 to 65535) and the header are authenticated together with `additional`. Budget: 2^32 seals per key. */
export function sealBytes(key: KeyObject, version: number, additional: Buffer, plain: Buffer): Sealed {
  const head = headOf(version);
  const nonce = takeNonce();
  return Buffer.concat([head, nonce, encrypt(key, nonce, Buffer.concat([head, additional]), plain)]) as Sealed;
}

/** Opens what `sealBytes` sealed; throws an Error without any content when key, place or a single bit differs. */
export function openBytes(key: KeyObject, additional: Buffer, sealed: Buffer): Buffer {
  versionOf(sealed);
  const [head, nonce] = [sealed.subarray(0, headerBytes), sealed.subarray(headerBytes, headerBytes + nonceBytes)];
  return decrypt(key, nonce, Buffer.concat([head, additional]), sealed.subarray(headerBytes + nonceBytes));
}

/** Bytes that lie from one place up to another: for a hundred thousand values a view of each is felt. */
export type Stretch = { readonly bytes: Uint8Array; readonly from: number; readonly to: number };

/** As `openBytes`, for many values of one key that are bound alike but for one part: to `bind(…)` as `lead` has it, then that part (in UTF-8), then `rest`. */
export function openerOf(key: KeyObject, version: number, lead: Buffer, rest: Buffer): (part: Stretch, sealed: Stretch) => Buffer {
  const before = Buffer.concat([headOf(version), lead]);
  const nonce = Buffer.alloc(nonceBytes);
  const tag = Buffer.alloc(tagBytes);
  let additional = Buffer.alloc(0);
  const bindTo = ({ bytes, from, to }: Stretch) => {
    const length = before.length + 4 + (to - from) + rest.length;
    if (additional.length !== length) {
      additional = Buffer.alloc(length);
      additional.set(before);
      additional.writeUInt32BE(to - from, before.length);
      additional.set(rest, length - rest.length);
    }
    copy(bytes, from, to, additional, before.length + 4);
  };
  return (part, { bytes, from, to }) => {
    if (versionIn(bytes, from, to) !== version) throw new Error('sealed under another version of this key');
    bindTo(part);
    copy(bytes, from + headerBytes, from + headerBytes + nonceBytes, nonce, 0);
    copy(bytes, to - tagBytes, to, tag, 0);
    return opened(key, nonce, additional, tag, bytes.subarray(from + headerBytes + nonceBytes, to - tagBytes));
  };
}

/** AES-256-GCM itself (NIST SP 800-38D): ciphertext and 16 bytes of tag. Apart from `sealBytes` only known-answer tests call it: a nonce must never repeat. */
export function encrypt(key: KeyObject, nonce: Buffer, additional: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, tagged);
  cipher.setAAD(additional);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The opposite of `encrypt`; what did not authenticate is wiped. */
export function decrypt(key: KeyObject, nonce: Buffer, additional: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - tagBytes;
  return opened(key, nonce, additional, sealed.subarray(Math.max(0, end)), sealed.subarray(0, Math.max(0, end)));
}

function opened(key: KeyObject, nonce: Buffer, additional: Buffer, tag: Buffer, sealed: Uint8Array): Buffer {
  if (tag.length !== tagBytes) throw new Error('not a sealed value'); // looked at here: to have the cipher do it takes a tenth of the whole
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(additional);
  decipher.setAuthTag(tag);
  const plain = decipher.update(sealed);
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw new Error('sealed value does not open: other key, other place, or changed');
  }
  return plain;
}

/** The key version in the header; throws an Error when the bytes are not a sealed value of a known format. */
export const versionOf = (sealed: Buffer): number => versionIn(sealed, 0, sealed.length);

function versionIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < headerBytes + nonceBytes + tagBytes || bytes[from] !== format || bytes[from + 1] !== aes256gcm)
    throw new Error('not a sealed value');
  return ((bytes[from + 2] as number) << 8) | (bytes[from + 3] as number);
}

/** A few bytes: calling for them takes longer than to take them one by one. */
function copy(bytes: Uint8Array, from: number, to: number, into: Uint8Array, at: number): void {
  for (let next = from; next < to; next += 1) into[at + next - from] = bytes[next] as number;
}

/** A new random 256-bit key. */
export function newKey(): KeyObject {
  return keyFrom(randomFillSync(Buffer.alloc(32)));
}

/** Takes 32 bytes over into a KeyObject and wipes the given buffer. */
export function keyFrom(bytes: Buffer): KeyObject {
  if (bytes.length !== 32) throw new Error('a key has 32 bytes');
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** A 256-bit sub-key by HKDF-SHA-256 (RFC 5869); `use` names what it is for, such as `parley/1/seal`. */
export function subKey(key: KeyObject, use: string, salt: Uint8Array = new Uint8Array(0)): KeyObject {
  return keyFrom(expand(key, salt, Buffer.from(use, 'utf8'), 32));
}

/** HKDF-SHA-256 itself: `length` bytes that the caller must wipe. */
export function expand(key: KeyObject, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}

/** Seals one key under another, bound to `additional`; `version` is that of the key above. */
export function wrapKey(under: KeyObject, additional: Buffer, key: KeyObject, version = 0): Sealed {
  const bytes = key.export();
  const sealed = sealBytes(under, version, additional, bytes);
  bytes.fill(0);
  return sealed;
}

/** Opens what `wrapKey` sealed. */
export function unwrapKey(under: KeyObject, additional: Buffer, wrapped: Buffer): KeyObject {
  return keyFrom(openBytes(under, additional, wrapped));
}

/** Joins parts so that no two lists of parts give the same bytes: each is preceded by its length. */
export function bind(...parts: readonly (string | number)[]): Buffer {
  const texts = parts.map(String);
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0));
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + 4, 'utf8');
    at = bytes.writeUInt32BE(length, at) + length;
  }
  return bytes;
}

function headOf(version: number): Buffer {
  const head = Buffer.allocUnsafe(headerBytes);
  head[0] = format;
  head[1] = aes256gcm;
  head.writeUInt16BE(version, 2);
  return head;
}

function takeNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += nonceBytes;
  return nonces.subarray(noncesUsed - nonceBytes, noncesUsed);
}
