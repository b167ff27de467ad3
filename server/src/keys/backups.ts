// Keys of backups: files in the key folder, wrapped by the root key. A backup carries the epoch keys of its moment, or nothing in it would open once they are
// destroyed; so its own key must die too. It does when its days are over, and until then an erased person could be read in it: certificates say so.
import type { KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { config } from '#kit/config';
import { newId } from '#kit/ids';
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import { destroyPrivateFile, goneSuffix, makePrivateFile, readPrivateFile } from '#kit/private-file';
import { bind, newKey, unwrapKey, wrapKey } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { loadRoot } from './root.ts';

export type BackupKey = {
  readonly id: string;
  readonly rootId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly key: KeyObject;
};
type Written = { id: string; created: string; expires: string; wrapped: string };
const day = 86_400_000;
const folderIn = (keys: string): string => path.join(keys, 'backups');
const boundTo = (id: string): Buffer => bind('backup-key', id);

/** Makes the key of a new backup; it is destroyed after `backupDays`. */
export function newBackupKey(tools: Tools): BackupKey {
  const { keys, backupDays } = config.of({ tools });
  const root = loadRoot(keys, true);
  const createdAt = clock.of({ tools })();
  const expiresAt = new Date(createdAt.getTime() + backupDays * day);
  const id = newId('bak');
  const key = newKey();
  const wrapped = wrapKey(root.use('backup'), boundTo(id), key).toString('base64');
  const written: Written = { id, created: createdAt.toISOString(), expires: expiresAt.toISOString(), wrapped };
  makePrivateFile(path.join(folderIn(keys), `${id}.key`), Buffer.from(`${JSON.stringify(written)}\n`));
  return { id, rootId: root.id, createdAt, expiresAt, key };
}

/** The key of a backup from a key folder. Error that says why there is none: its days are over, another root key, another folder. */
export function findBackupKey(keys: string, id: string, rootId: string): BackupKey {
  const root = loadRoot(keys, true);
  if (root.id !== rootId) throw new Error(`${keys}/root.key is not the root key under which this backup was made: put the right one back`);
  const written = /^bak_[0-9a-z]+$/.test(id) ? read(path.join(folderIn(keys), `${id}.key`)) : undefined;
  if (!written) throw new Error(`the key of backup ${id} is not in ${folderIn(keys)}: its days are over, or this is another key folder`);
  const key = unwrapKey(root.use('backup'), boundTo(id), Buffer.from(written.wrapped, 'base64'));
  return { id, rootId: root.id, createdAt: new Date(written.created), expiresAt: new Date(written.expires), key };
}

/** Destroys the key of a backup that failed or is not wanted any more: what it sealed opens nowhere. */
export function destroyBackupKey(tools: Tools, id: string): void {
  destroyPrivateFile(path.join(folderIn(config.of({ tools }).keys), `${id}.key`));
}

/** Destroys the keys of backups whose days are over, and finishes what a crash left; gives how many. */
export function expireBackups(tools: Tools): number {
  const folder = folderIn(config.of({ tools }).keys);
  const now = clock.of({ tools })();
  let count = 0;
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith(goneSuffix)) destroyPrivateFile(file);
    const written = name.endsWith('.key') ? read(file) : undefined;
    if (!written || new Date(written.expires) > now) continue;
    destroyPrivateFile(file);
    count += 1;
  }
  if (count > 0) log.of({ tools })('info', 'keys.backups-expired', { count });
  return count;
}

/** When the last backup that exists now opens no more; undefined when there is none. */
export function lastBackupEnds(tools: Tools): Date | undefined {
  const folder = folderIn(config.of({ tools }).keys);
  const ends = namesIn(folder).flatMap((name) => (name.endsWith('.key') ? (read(path.join(folder, name))?.expires ?? []) : []));
  const last = ends.sort().at(-1);
  return last === undefined ? undefined : new Date(last);
}

function namesIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readdirSync(folder);
}

function read(file: string): Written | undefined {
  const bytes = readPrivateFile(file);
  return bytes && (JSON.parse(bytes.toString('utf8')) as Written);
}
