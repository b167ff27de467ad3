// The root key as 32 bytes in a file of mode 600: the default. Nothing but sub-keys leaves here.
import { createHmac, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { makePrivateFile, readPrivateFile } from '#kit/private-file';
import { keyFrom, newKey, subKey, unwrapKey, wrapKey } from '#kit/seal';
import type { Root } from './root.ts';

const prefix = 'parley-root-1 ';

/** Opens `file:PATH` (PATH from the key folder), or undefined when there is no such file; throws an Error when it holds no root key or others can read it. */
export function openFileRoot(folder: string, address: string): Root | undefined {
  const file = fileOf(folder, address);
  const text = readPrivateFile(file)?.toString('utf8').trim();
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64');
  if (!text.startsWith(prefix) || bytes.length !== 32) throw new Error(`${file} is not a root key`);
  const root = keyFrom(bytes);
  const uses = new Map<string, KeyObject>();
  const derive = (use: string) => {
    const known = uses.get(use) ?? subKey(root, `parley/1/${use}`);
    uses.set(use, known);
    return known;
  };
  const id = createHmac('sha256', derive('id')).update('root').digest('hex').slice(0, 16);
  return {
    address,
    owns: (rootId) => rootId === id,
    wrap: async (use, bound, key) => ({ rootId: id, bytes: wrapKey(derive(use), bound, key) }),
    unwrap: async (use, bound, wrapped) => unwrapKey(derive(use), bound, wrapped),
    health: async () => ({ rootId: id, madeAt: statSync(file, { throwIfNoEntry: false })?.mtime }),
    derive,
    id,
  };
}

/** Makes the file unless it is there. */
export function makeFileRoot(folder: string, address: string): void {
  makePrivateFile(fileOf(folder, address), Buffer.from(`${prefix}${newKey().export().toString('base64')}\n`));
}

export function fileOf(folder: string, address: string): string {
  return path.resolve(folder, address.slice('file:'.length));
}
