// Epoch keys: files outside PostgreSQL, wrapped by the root key. Every subject key is wrapped under one; destroying the file is what makes shredded keys
// unrecoverable in every old log and backup. The folder is shared by all nodes and must not lie in the database's backup.
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { destroyPrivateFile, goneSuffix } from '#kit/private-file';
import { bind, newKey } from '#kit/seal';
import { type KeyCache, openCache } from './cache.ts';
import type { Roots } from './roots/roots.ts';
import { makeWrappedFile, openWrappedFile } from './wrapped-file.ts';

/** `keks` are the workspaces' wrapping keys derived from it: they are forgotten with it. */
export type Epoch = { readonly number: number; readonly createdAt: Date; readonly key: KeyObject; readonly keks: KeyCache<KeyObject> };
export type Epochs = {
  /** Numbers of the epoch keys that exist, rising. */
  readonly numbers: () => number[];
  readonly newest: () => Epoch;
  /** An epoch, looked for in the folder again when unknown; undefined when it was destroyed. */
  readonly find: (number: number) => Promise<Epoch | undefined>;
  /** Takes up new files and drops keys whose files are gone. */
  readonly reload: () => Promise<void>;
  readonly create: (now: Date) => Promise<Epoch>;
  readonly destroy: (number: number) => void;
  /** Finishes what a crash left half destroyed. */
  readonly clean: () => void;
};

/** Opens the folder; makes the first epoch key when there is none, or throws an Error when there must be one. */
export async function openEpochs(keysFolder: string, roots: Roots, now: Date, mustExist: boolean): Promise<Epochs> {
  const folder = path.join(keysFolder, 'epochs');
  const loaded = new Map<number, Epoch>();
  const file = (number: number) => path.join(folder, `epoch-${String(number).padStart(6, '0')}.key`);
  const load = async (number: number) => {
    const opened = await openWrappedFile<{ created: string }>(roots, 'epoch', boundTo(number), file(number));
    if (opened === undefined) return;
    const { key, created } = opened;
    loaded.set(number, { number, createdAt: new Date(created), key, keks: openCache(Number.POSITIVE_INFINITY, 10_000, () => 0) });
  };
  const numbers = () => [...loaded.keys()].sort((a, b) => a - b);
  const epochs: Epochs = {
    numbers,
    newest() {
      const newest = loaded.get(numbers().at(-1) ?? -1);
      if (newest === undefined) throw new Error(`there is no epoch key in ${folder}`);
      return newest;
    },
    async find(number) {
      if (!loaded.has(number)) await epochs.reload();
      return loaded.get(number);
    },
    async reload() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const present = readdirSync(folder)
        .flatMap((name) => /^epoch-(\d{6,})\.key$/.exec(name)?.[1] ?? [])
        .map(Number);
      for (const number of numbers()) if (!present.includes(number)) loaded.delete(number);
      for (const number of present) if (!loaded.has(number)) await load(number);
    },
    async create(at) {
      const number = (numbers().at(-1) ?? 0) + 1;
      await makeWrappedFile(roots, 'epoch', boundTo(number), file(number), { epoch: number, created: at.toISOString() }, newKey());
      await epochs.reload(); // another node may have been first: its file counts
      return epochs.newest();
    },
    destroy(number) {
      destroyPrivateFile(file(number));
      loaded.delete(number);
    },
    clean() {
      for (const name of readdirSync(folder)) if (name.endsWith(goneSuffix)) destroyPrivateFile(path.join(folder, name));
    },
  };
  await epochs.reload();
  if (loaded.size === 0) {
    if (mustExist) throw new Error(`${folder} holds no epoch key, but the database holds keys that need one: put it back from its backup`);
    await epochs.create(now);
  }
  return epochs;
}

/** What an epoch key's wrap is bound to. */
export function boundTo(number: number): Buffer {
  return bind('epoch-key', number);
}
