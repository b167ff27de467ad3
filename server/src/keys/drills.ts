// A drill works with a copy of the key folder, in a folder of its own beside the data. The copy must not outlive the drill, or it would still hold what is destroyed
// meanwhile: it is overwritten at the end, and what a crash left is found by its mark that nobody touches any more.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '#kit/config';
import { destroyPrivateFile } from '#kit/private-file';
import { markInUse } from './in-use.ts';

const quietMs = 10 * 60_000;
const named = /^drill-([0-9a-f]{8})$/;
const keysIn = (folder: string): string => path.join(folder, 'keys');

/** Makes the folder of a drill; `copyKeys` puts the copy into it, and `end` destroys it. `name` is eight hex digits. */
export function openDrillFolder({ data, keys }: Pick<Config, 'data' | 'keys'>, name: string, now: () => Date) {
  const folder = path.join(data, `drill-${name}`);
  mkdirSync(data, { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  const unmark = markInUse(folder, now);
  return {
    folder,
    keys: keysIn(folder),
    copyKeys: () => cpSync(keys, keysIn(folder), { recursive: true, filter: (file) => !file.endsWith('in-use') }),
    end: () => {
      unmark();
      destroy(folder);
    },
  };
}

/** Destroys what drills left that were killed; gives their names. */
export function clearDrillFolders({ data }: Pick<Config, 'data'>, now: Date): string[] {
  const left = namesIn(data).filter((name) => {
    const folder = path.join(data, `drill-${name}`);
    const mark = statSync(path.join(folder, 'in-use'), { throwIfNoEntry: false }) ?? statSync(folder, { throwIfNoEntry: false });
    return mark !== undefined && now.getTime() - mark.mtimeMs > quietMs;
  });
  for (const name of left) destroy(path.join(data, `drill-${name}`));
  return left;
}

/** Names of drills whose folders are there. */
export const drillsIn = ({ data }: Pick<Config, 'data'>): string[] => namesIn(data);

function namesIn(data: string): string[] {
  const entries = statSync(data, { throwIfNoEntry: false }) ? readdirSync(data) : [];
  return entries.flatMap((entry) => named.exec(entry)?.[1] ?? []);
}

/** Keys first, overwritten each; then the rest, which is sealed. */
function destroy(folder: string): void {
  const entries = statSync(keysIn(folder), { throwIfNoEntry: false })
    ? readdirSync(keysIn(folder), { recursive: true, withFileTypes: true })
    : [];
  for (const entry of entries) if (entry.isFile()) destroyPrivateFile(path.join(entry.parentPath, entry.name));
  rmSync(folder, { recursive: true, force: true });
}
