// Epoch keys in a backup. A backup begins with a new epoch: nothing was shredded in it yet, so that what the backup carries brings nobody back whom a
// certificate already calls unrecoverable.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import { pool } from '#kit/pool';
import { makePrivateFile, readPrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { rotateEpoch } from './rotate.ts';
import { takeRotationLock } from './store.ts';

export type EpochFile = { readonly name: string; readonly bytes: Buffer };
const isEpoch = (name: string): boolean => /^(epoch-\d{6,}|held-\d{6,}-wsp_[0-9a-z]+)\.key$/.test(name);
const folderIn = (keys: string): string => path.join(keys, 'epochs');

/** Begins a new epoch and runs `snap` while none can end; gives with its result the files (wrapped by the root key) that the rows of that moment need. */
export async function inFreshEpoch<T>(tools: Tools, snap: () => Promise<T>): Promise<{ taken: T; files: EpochFile[] }> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const { rotated } = await rotateEpoch(tools, { force: true });
    const done =
      rotated &&
      (await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
        if (!(await takeRotationLock(db))) return undefined;
        const folder = folderIn(config.of({ tools }).keys);
        const files = readdirSync(folder)
          .filter(isEpoch)
          .map((name) => ({ name, bytes: readPrivateFile(path.join(folder, name)) ?? Buffer.alloc(0) }));
        return { taken: await snap(), files };
      }));
    if (done) return done;
    await sleep(1000); // another node is rotating
  }
  throw new Error('another node has been rotating the epoch for two minutes: try again when it is done');
}

/** Puts epoch keys of a backup back into a key folder; a number that is there already must be the same key. */
export function putEpochBack(keys: string, { name, bytes }: EpochFile): void {
  if (!isEpoch(name)) throw new Error('the backup names an epoch key that is none');
  const file = path.join(folderIn(keys), name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!makePrivateFile(file, bytes) && !readPrivateFile(file)?.equals(bytes))
    throw new Error(`${file} is another key than the one in the backup: this key folder has gone its own way since`);
}
