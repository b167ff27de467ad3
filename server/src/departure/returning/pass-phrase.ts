// What lies there until it is fetched is sealed for whoever has the pass phrase. The phrase is shown once and kept nowhere: from it follows a private key, and only the
// public one stays, so that the work can go on after a crash and still cannot read what it wrote before.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { keyFrom, subKey } from '#kit/seal';

const letters = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 6;
const groupLength = 5;
/** RFC 8410: what stands before the 32 bytes of an X25519 key. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

/** A new phrase of thirty letters and digits in groups: 148 bits of chance, so that guessing needs no slow function against it. */
export function newPassPhrase(): string {
  const one = () => {
    for (;;) {
      const byte = randomBytes(1)[0] ?? 0;
      if (byte < letters.length * 8) return letters[byte % letters.length];
    }
  };
  return Array.from({ length: groups }, () => Array.from({ length: groupLength }, one).join('')).join('-');
}

/** The private key that follows from a phrase, however it was typed; undefined for what can be none. */
export function privateOf(phrase: string): KeyObject | undefined {
  const plain = phrase.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain.length !== groups * groupLength) return undefined;
  return privateFrom(createHash('sha256').update('parley/1/return\0').update(plain).digest());
}

/** An X25519 key from its 32 bytes, which are wiped. */
export function privateFrom(seed: Buffer): KeyObject {
  const der = Buffer.concat([privateHead, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  seed.fill(0);
  der.fill(0);
  return key;
}

/** Its 32 bytes; whoever takes them wipes them. */
export const seedOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'der', type: 'pkcs8' }).subarray(privateHead.length));

/** The 32 bytes of the public key that goes with a private one. */
export const publicOf = (key: KeyObject): Buffer => rawOf(createPublicKey(key));

/** A new key to seal with, and the word by which the reader finds the same one: X25519, then HKDF-SHA-256. */
export function keyFor(reader: Buffer): { key: KeyObject; word: string } {
  const own = generateKeyPairSync('x25519');
  const word = rawOf(own.publicKey);
  return { key: agreed(own.privateKey, reader, word, reader), word: word.toString('base64') };
}

/** The key that `keyFor` sealed with. */
export function keyBy(reader: KeyObject, word: string): KeyObject {
  const theirs = Buffer.from(word, 'base64');
  return agreed(reader, theirs, theirs, publicOf(reader));
}

function agreed(own: KeyObject, other: Buffer, word: Buffer, reader: Buffer): KeyObject {
  const publicKey = createPublicKey({ key: Buffer.concat([publicHead, other]), format: 'der', type: 'spki' });
  return subKey(keyFrom(diffieHellman({ privateKey: own, publicKey })), 'parley/1/return', Buffer.concat([word, reader]));
}

const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length));
