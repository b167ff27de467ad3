// Files with one key wrapped by the root key: epoch keys and keys of backups. `root` says which root; a file that does not say comes from when there was only one.
import type { KeyObject } from 'node:crypto';
import { makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';
import type { Use } from './roots/root.ts';
import type { Roots } from './roots/roots.ts';

type Written = { readonly wrapped: string; readonly root?: string };

/** What the file says beside its key; undefined when there is none. */
export function readWrappedFile<Facts extends object>(file: string): (Facts & Written) | undefined {
  for (let attempt = 0; ; attempt += 1) {
    const bytes = readPrivateFile(file);
    if (bytes === undefined) return undefined;
    try {
      return JSON.parse(bytes.toString('utf8')) as Facts & Written;
    } catch {
      if (attempt > 2) throw new Error(`${file} does not hold a wrapped key`);
    }
  }
}

/** The key of a file and what it says beside it; undefined when there is none. Error when it does not open. */
export async function openWrappedFile<Facts extends object>(
  roots: Roots,
  use: Use,
  bound: Buffer,
  file: string,
): Promise<(Facts & { key: KeyObject; rootId: string }) | undefined> {
  const written = readWrappedFile<Facts>(file);
  if (written === undefined) return undefined;
  const { rootId, bytes } = wrapIn(roots, written);
  return { ...written, key: await roots.unwrap(use, bound, { rootId, bytes }), rootId };
}

/** Writes a new file; gives the root id, or undefined when another node was first. */
export async function makeWrappedFile(
  roots: Roots,
  use: Use,
  bound: Buffer,
  file: string,
  facts: object,
  key: KeyObject,
): Promise<string | undefined> {
  const { rootId, bytes } = await roots.wrap(use, bound, key);
  return makePrivateFile(file, bytesOf(facts, rootId, bytes)) ? rootId : undefined;
}

/** Wraps the key of a file anew when another root than `rootId` did; gives whether it was. A key that is destroyed or changed while the root thinks stays so: put back, it would open what was erased. */
export async function rewrapFile(roots: Roots, use: Use, bound: Buffer, file: string, rootId: string): Promise<boolean> {
  const written = readWrappedFile(file);
  if (written === undefined || written.root === rootId) return false;
  const { wrapped: _, root: __, ...facts } = written;
  const again = await roots.wrap(use, bound, await roots.unwrap(use, bound, wrapIn(roots, written)));
  if (readWrappedFile(file)?.wrapped !== written.wrapped) return false;
  replacePrivateFile(file, bytesOf(facts, again.rootId, again.bytes), { wipe: true });
  return true;
}

function wrapIn(roots: Roots, { wrapped, root }: Written): { rootId: string; bytes: Buffer } {
  return { rootId: root ?? roots.firstId(), bytes: Buffer.from(wrapped, 'base64') };
}

function bytesOf(facts: object, rootId: string, bytes: Buffer): Buffer {
  return Buffer.from(`${JSON.stringify({ ...facts, root: rootId, wrapped: bytes.toString('base64') })}\n`);
}
