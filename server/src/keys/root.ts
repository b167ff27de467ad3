// The root key: 32 bytes in a file of mode 600, over everything else. A key management service takes this file's place later; nothing but sub-keys leaves here.
import { createHmac, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { makePrivateFile, readPrivateFile } from '#kit/private-file';
import { keyFrom, newKey, subKey } from '#kit/seal';

export type Root = {
  /** Tells root keys apart without saying anything about them. */
  readonly id: string;
  /** The sub-key for one use, such as `workspace`. */
  readonly use: (name: string) => KeyObject;
};

const prefix = 'parley-root-1 ';

/** Error unless `root.key` is there and wrapped all of this; makes nothing. `ids` are the root ids that the database names. */
export function refuseOtherRoot(folder: string, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const { id } = loadRoot(folder, true);
  if (ids.some((each) => each !== id))
    throw new Error(`${path.join(folder, 'root.key')} is not the root key of this database: put the right one back from its backup`);
}

/** Reads `root.key`, or makes it; with `mustExist` a missing file is an Error, since what it wrapped would never open again. */
export function loadRoot(folder: string, mustExist: boolean): Root {
  const file = path.join(folder, 'root.key');
  if (readPrivateFile(file) === undefined) {
    if (mustExist) throw new Error(`${file} is missing, but the database holds keys that it wraps: put it back from its backup`);
    makePrivateFile(file, Buffer.from(`${prefix}${newKey().export().toString('base64')}\n`));
  }
  const text = readPrivateFile(file)?.toString('utf8').trim() ?? '';
  const bytes = Buffer.from(text.slice(prefix.length), 'base64');
  if (!text.startsWith(prefix) || bytes.length !== 32) throw new Error(`${file} is not a root key`);
  const root = keyFrom(bytes);
  const uses = new Map<string, KeyObject>();
  return {
    id: createHmac('sha256', subKey(root, 'parley/1/id')).update('root').digest('hex').slice(0, 16),
    use(name) {
      const known = uses.get(name) ?? subKey(root, `parley/1/${name}`);
      uses.set(name, known);
      return known;
    },
  };
}
