// Keys of backups: files in the key folder, wrapped by the root key. A backup carries the epoch keys of its moment, or nothing in it would open once they are
// destroyed; so its own key must die too. It does when its days are over, and until then an erased person could be read in it: certificates say so.
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Config, config } from '#kit/config';
import { lookup } from '#kit/db';
import { newId } from '#kit/ids';
import { log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import { destroyPrivateFile, goneSuffix } from '#kit/private-file';
import { bind, newKey } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { keyring } from './keyring.ts';
import { openRoots } from './roots/roots.ts';
import { joinCurrentEpoch } from './store.ts';
import { makeWrappedFile, openWrappedFile, readWrappedFile } from './wrapped-file.ts';

export type BackupKey = {
  readonly id: string;
  readonly rootId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly key: KeyObject;
};
type Written = { id: string; created: string; expires: string };
const day = 86_400_000;
const folderIn = (keys: string): string => path.join(keys, 'backups');
const fileOf = (keys: string, id: string): string => path.join(folderIn(keys), `${id}.key`);
/** Stands beside the key until the backup is whole: one that was killed leaves it. */
const begunFileOf = (keys: string, id: string): string => path.join(folderIn(keys), `${id}.begun`);
/** What the wrap of a backup's key is bound to. */
export const boundToBackup = (id: string): Buffer => bind('backup-key', id);

/** Makes the key of a new backup; it is destroyed after `backupDays`, or after a day when nobody says by then that the backup is whole. */
export async function newBackupKey(tools: Tools): Promise<BackupKey> {
  const { keys, backupDays } = config.of({ tools });
  const createdAt = clock.of({ tools })();
  const expiresAt = new Date(createdAt.getTime() + backupDays * day);
  const id = newId('bak');
  const key = newKey();
  const written: Written = { id, created: createdAt.toISOString(), expires: expiresAt.toISOString() };
  mkdirSync(folderIn(keys), { recursive: true, mode: 0o700 });
  writeFileSync(begunFileOf(keys, id), '', { mode: 0o600 });
  const rootId = await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    await joinCurrentEpoch(db); // a root that is being moved waits for us, or we wrap by the new one
    return makeWrappedFile(keyring.of({ tools }).roots, 'backup', boundToBackup(id), fileOf(keys, id), written, key);
  });
  return { id, rootId: rootId ?? '', createdAt, expiresAt, key };
}

/** The backup of this key is whole and durable: the key stays until its days are over. */
export const backupIsWhole = (tools: Tools, id: string): void => rmSync(begunFileOf(config.of({ tools }).keys, id), { force: true });

/** The key of a backup from a key folder; `madeUnder` is the root id in its head. Error that says why there is none: its days are over, another root key, another folder. */
export async function findBackupKey(settings: Pick<Config, 'keys' | 'rootKey'>, id: string, madeUnder: string): Promise<BackupKey> {
  const { keys } = settings;
  const roots = openRoots(settings);
  roots.find(madeUnder); // the rows in it are wrapped by that one, also when the root has moved since
  const opened = /^bak_[0-9a-z]+$/.test(id)
    ? await openWrappedFile<Written>(roots, 'backup', boundToBackup(id), fileOf(keys, id))
    : undefined;
  if (!opened) throw new Error(`the key of backup ${id} is not in ${folderIn(keys)}: its days are over, or this is another key folder`);
  return { id, rootId: opened.rootId, createdAt: new Date(opened.created), expiresAt: new Date(opened.expires), key: opened.key };
}

/** Destroys the key of a backup that failed or is not wanted any more: what it sealed opens nowhere. */
export function destroyBackupKey(tools: Tools, id: string): void {
  destroyBackupKeyIn(config.of({ tools }).keys, id);
}

/** As `destroyBackupKey`, in a key folder. */
export function destroyBackupKeyIn(keys: string, id: string): void {
  if (!/^bak_[0-9a-z]+$/.test(id)) return;
  destroyPrivateFile(fileOf(keys, id));
  rmSync(begunFileOf(keys, id), { force: true });
}

/** Destroys the keys of backups whose days are over, or that were begun a day ago and never ended, and finishes what a crash left; gives how many. */
export function expireBackups(tools: Tools): number {
  const { keys } = config.of({ tools });
  const folder = folderIn(keys);
  const now = clock.of({ tools })();
  let count = 0;
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith(goneSuffix)) destroyPrivateFile(file);
    const written = name.endsWith('.key') ? readWrappedFile<Written>(file) : undefined;
    if (!written || (new Date(written.expires) > now && !(isBegun(keys, written.id) && Date.parse(written.created) + day <= now.getTime())))
      continue;
    destroyBackupKeyIn(keys, written.id);
    count += 1;
  }
  if (count > 0) log.of({ tools })('info', 'keys.backups-expired', { count });
  return count;
}

const isBegun = (keys: string, id: string): boolean => existsSync(begunFileOf(keys, id));

/** When the last backup that exists now, whole or not, opens no more; undefined when there is none. */
export function lastBackupEnds(tools: Tools): Date | undefined {
  const last = allWritten(tools, 'expires').at(-1);
  return last === undefined ? undefined : new Date(last);
}

/** When the oldest backup that opens still was made, whole or not; undefined when there is none. */
export function oldestBackupMade(tools: Tools): Date | undefined {
  const [first] = allWritten(tools, 'created');
  return first === undefined ? undefined : new Date(first);
}

const allWritten = (tools: Tools, what: 'created' | 'expires'): string[] =>
  backupFiles(config.of({ tools }).keys)
    .flatMap(({ file }) => readWrappedFile<Written>(file)?.[what] ?? [])
    .sort();

/** Files of the keys of backups, with their ids. */
export function backupFiles(keys: string): { id: string; file: string }[] {
  return namesIn(folderIn(keys)).flatMap((name) =>
    name.endsWith('.key') ? [{ id: name.slice(0, -4), file: path.join(folderIn(keys), name) }] : [],
  );
}

function namesIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readdirSync(folder);
}
