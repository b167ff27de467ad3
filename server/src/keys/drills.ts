// A drill works with a copy of the key folder. It lies inside the key folder, so that keys never come to lie beside the data (whatever copies that disk would hold both); it must not
// outlive the drill, or it would still hold what is destroyed meanwhile: it is overwritten at the end, and what a crash left is found by its mark that nobody touches any more.
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '#kit/config';
import { destroyPrivateFile, readPrivateFile } from '#kit/private-file';
import { destroyBackupKeyIn } from './backups.ts';
import { isMark, markInUse } from './in-use.ts';

type Folders = Pick<Config, 'data' | 'keys'>;
const quietMs = 10 * 60_000;
const namePattern = /^[0-9a-f]{8}$/;
const inside = 'drills';
const homeOf = ({ keys }: Folders, name: string): string => path.join(keys, inside, name);
const dataOf = ({ data }: Folders, name: string): string => path.join(data, `drill-${name}`);
const notedIn = (home: string): string => path.join(home, 'backup');

/** Makes the folders of a drill, `folder` for data; `copyKeys` makes the copy, `noteBackup` the key of a backup that is to go with it, `destroyKeys` ends both and `end` the rest. `name` is eight hex digits. */
export function openDrillFolder(settings: Folders, name: string, now: () => Date) {
  const [home, folder] = [homeOf(settings, name), dataOf(settings, name)];
  mkdirSync(path.dirname(home), { recursive: true, mode: 0o700 });
  mkdirSync(home, { mode: 0o700 });
  const unmark = markInUse(home, now);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    folder,
    keys: path.join(home, 'keys'),
    copyKeys: () => copy(settings.keys, path.join(home, 'keys')),
    noteBackup: (id: string) => writeFileSync(notedIn(home), id, { mode: 0o600 }),
    destroyKeys: () => {
      unmark();
      destroy(settings, name);
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Destroys what drills left that were killed; gives their names. */
export function clearDrillFolders(settings: Folders, now: Date): string[] {
  const left = drillsIn(settings).filter((name) => {
    const home = homeOf(settings, name);
    const marks = [path.join(home, 'in-use'), home, dataOf(settings, name)].map((each) => statSync(each, { throwIfNoEntry: false }));
    const mark = marks.find((each) => each !== undefined);
    return mark !== undefined && now.getTime() - mark.mtimeMs > quietMs;
  });
  for (const name of left) {
    destroy(settings, name);
    rmSync(dataOf(settings, name), { recursive: true, force: true });
  }
  return left;
}

/** Names of drills whose folders are there. */
export function drillsIn(settings: Folders): string[] {
  const data = namesIn(settings.data).flatMap((entry) => /^drill-(.+)$/.exec(entry)?.[1] ?? []);
  return [...new Set([...namesIn(path.join(settings.keys, inside)), ...data])].filter((name) => namePattern.test(name));
}

const namesIn = (folder: string): string[] => (statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : []);

/** Entry by entry: a folder cannot be copied whole into itself. */
function copy(keys: string, into: string): void {
  mkdirSync(into, { mode: 0o700 });
  for (const name of readdirSync(keys))
    if (name !== inside && !isMark(name)) cpSync(path.join(keys, name), path.join(into, name), { recursive: true });
}

/** The key of its own backup, then the copy, overwritten each; what is left names nothing. */
function destroy(settings: Folders, name: string): void {
  const home = homeOf(settings, name);
  const backup = readPrivateFile(notedIn(home))?.toString('utf8');
  if (backup) destroyBackupKeyIn(settings.keys, backup);
  const files = statSync(home, { throwIfNoEntry: false }) ? readdirSync(home, { recursive: true, withFileTypes: true }) : [];
  for (const entry of files) if (entry.isFile()) destroyPrivateFile(path.join(entry.parentPath, entry.name));
  rmSync(home, { recursive: true, force: true });
}
