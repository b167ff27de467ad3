// Which root key the house lives under: `root.json` in the key folder, shared by all nodes, so that a Parley at work follows a move. Without the file it is
// `PARLEY_ROOT_KEY`, or `root.key` beside it. While a move is under way `from` names the roots that may still wrap something.
import path from 'node:path';
import { makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';

export type Pointer = { readonly root: string; readonly from: readonly string[] };
const fileIn = (folder: string): string => path.join(folder, 'root.json');

/** The pointer as it stands now; undefined when the root was never chosen or moved. */
export function readPointer(folder: string): Pointer | undefined {
  const bytes = readPrivateFile(fileIn(folder));
  if (bytes === undefined) return undefined;
  const { root, from } = JSON.parse(bytes.toString('utf8')) as Partial<Pointer>;
  if (typeof root !== 'string' || !Array.isArray(from)) throw new Error(`${fileIn(folder)} does not say where the root key is`);
  return { root, from: from.map(String) };
}

/** Remembers the root of a fresh house; the first of several nodes decides. */
export const choosePointer = (folder: string, root: string): boolean => makePrivateFile(fileIn(folder), bytesOf({ root, from: [] }));

/** Puts another pointer in its place, durably. */
export const replacePointer = (folder: string, pointer: Pointer): void => replacePrivateFile(fileIn(folder), bytesOf(pointer));

const bytesOf = (pointer: Pointer): Buffer => Buffer.from(`${JSON.stringify(pointer)}\n`);
