// What stands in the main database in the place of a wrapped key that lies in the key store: it names the wrap and opens nothing.
import { randomBytes } from 'node:crypto';

const bytesOfRef = 20;
const format = 2;

/** `2 0 version(2) random(16)`: the version is that in the header of the wrap, by which the main database still counts what waits for another key of the company. */
export function newRef(wrapped: Buffer): Buffer {
  const ref = Buffer.alloc(bytesOfRef);
  ref[0] = format;
  if (wrapped[0] === 1 && wrapped[1] === 1) wrapped.copy(ref, 2, 2, 4);
  randomBytes(16).copy(ref, 4);
  return ref;
}

export const isRef = (bytes: Buffer): boolean => bytes.length === bytesOfRef && bytes[0] === format && bytes[1] === 0;
