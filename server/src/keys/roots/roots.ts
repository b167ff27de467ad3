// The root keys this house knows: the one that wraps now, and those that wrapped something that is still here (a move under way, a restored backup).
import type { KeyObject } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '#kit/config';
import { fileOf } from './file.ts';
import { defaultRoot, makeRoot, nameOfRoot, openRoot } from './open.ts';
import { choosePointer, readPointer } from './pointer.ts';
import type { Root, Use, Wrapped } from './root.ts';

export type Roots = {
  readonly folder: string;
  /** The one that wraps now; read anew each time, since another process may move it. Error when its file is missing. */
  readonly current: () => Root;
  /** The address of the current one. */
  readonly address: () => string;
  /** One by its address: that of a company with a root of its own. Error when it is a file that is missing. */
  readonly at: (address: string) => Root;
  /** The one that made a wrap. Error that says what to put back when it is not known here. */
  readonly find: (rootId: string) => Root;
  /** Id of the root file of a house that never moved: what wrote down no root id is wrapped by it. */
  readonly firstId: () => string;
  /** By the current root, or the one at the address `by`. Opens each wrap again before it is relied on: this is seldom, and what a faulty service swallows is lost for good. */
  readonly wrap: (use: Use, bound: Buffer, key: KeyObject, by?: string) => Promise<Wrapped>;
  readonly unwrap: (use: Use, bound: Buffer, wrapped: Wrapped) => Promise<KeyObject>;
};

/** Error when `PARLEY_ROOT_KEY` names another root than the one the house was moved to. */
export function openRoots({ keys: folder, rootKey }: Pick<Config, 'keys' | 'rootKey'>): Roots {
  const opened = new Map<string, Root>();
  const open = (address: string): Root | undefined => {
    const root = opened.get(address) ?? openRoot(folder, address);
    if (root) opened.set(address, root);
    return root;
  };
  const named = (address: string) => nameOfRoot(folder, address);
  // The same root by its address in the configuration: files with token and certificate may lie elsewhere on this node.
  const here = (address: string) => (rootKey && named(rootKey) === named(address) ? rootKey : address);
  const address = () => here(readPointer(folder)?.root ?? (rootKey || defaultRoot));
  const pointer = readPointer(folder);
  if (pointer && rootKey && ![pointer.root, ...pointer.from].some((each) => named(each) === named(rootKey)))
    throw new Error(
      `PARLEY_ROOT_KEY names another root key than the one this house lives under (${pointer.root.split('?')[0]}): unset it or name that one; "parley keys move-root --to …" moves it`,
    );
  const roots: Roots = {
    folder,
    address,
    current: () => open(address()) ?? missing(fileOf(folder, address())),
    at: (place) => open(place) ?? missing(fileOf(folder, place)),
    find(rootId) {
      const known = [address(), ...(readPointer(folder)?.from ?? []).map(here), ...filesIn(folder)];
      for (const each of new Set(known)) if (open(each)?.owns(rootId)) return open(each) as Root;
      return unknown(folder, rootId, address());
    },
    firstId: () => {
      const first = open(defaultRoot) ?? missing(fileOf(folder, defaultRoot));
      return first.id ?? '';
    },
    async wrap(use, bound, key, by) {
      const root = by === undefined ? roots.current() : roots.at(by);
      const wrapped = await root.wrap(use, bound, key);
      if (!(await root.unwrap(use, bound, wrapped.bytes)).equals(key))
        throw new Error('the root key gives back another key than it was given');
      return wrapped;
    },
    unwrap: (use, bound, { rootId, bytes }) => roots.find(rootId).unwrap(use, bound, bytes),
  };
  return roots;
}

/** For a house without keys: makes the root file, or remembers the configured root. */
export function settleRoot(roots: Roots, { rootKey }: Pick<Config, 'rootKey'>): void {
  if (rootKey && readPointer(roots.folder) === undefined) choosePointer(roots.folder, rootKey);
  makeRoot(roots.folder, roots.address());
}

/** Error unless every one of these wraps (root ids that the database names) is by a root known here; makes nothing. */
export function refuseOtherRoot(settings: Pick<Config, 'keys' | 'rootKey'>, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const roots = openRoots(settings);
  for (const id of ids) roots.find(id);
}

/** Root files in the key folder: `root.key`, and `root-2.key` and so on after a move. */
export function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).flatMap((name) => (/^root(-\d+)?\.key$/.test(name) ? `file:${name}` : [])) : [];
}

function missing(file: string): never {
  throw new Error(`${file} is missing, but the database holds keys that it wraps: put it back from its backup`);
}

function unknown(folder: string, rootId: string, address: string): never {
  const isFile = !rootId.includes(':');
  const file = address.startsWith('file:') ? fileOf(folder, address) : path.join(folder, 'root.key');
  if (isFile && !existsSync(file)) missing(file);
  if (isFile) throw new Error(`${file} is not the root key of this database: put the right one back from its backup`);
  throw new Error(
    `keys of this database are wrapped by a root key in ${rootId.split(':')[0]} that is not known here: set PARLEY_ROOT_KEY to its address`,
  );
}
