// What becomes of a root file that nothing in the house needs any more: it still opens backups made under it, until the last of them is over.
import { config } from '#kit/config';
import { destroyPrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { lastBackupEnds } from '../backups.ts';
import { keyring } from '../keyring.ts';
import { fileOf } from './file.ts';
import { nameOfRoot } from './open.ts';
import { readPointer } from './pointer.ts';
import { filesIn } from './roots.ts';

export type Retired = { readonly destroyed: readonly string[]; readonly kept: readonly { file: string; until: Date | undefined }[] };

/** Root files in the key folder that are neither the present root nor needed by a move; with `destroy` they are overwritten and removed, unless a backup may need them. */
export function destroyUnneededRoots(tools: Tools, destroy: boolean): Retired {
  const { keys } = config.of({ tools });
  const { roots } = keyring.of({ tools });
  const needed = new Set([roots.address(), ...(readPointer(keys)?.from ?? [])].map((address) => nameOfRoot(keys, address)));
  const files = filesIn(keys)
    .filter((address) => !needed.has(nameOfRoot(keys, address)))
    .map((address) => fileOf(keys, address));
  const until = lastBackupEnds(tools);
  if (!destroy || until !== undefined) return { destroyed: [], kept: files.map((file) => ({ file, until })) };
  for (const file of files) destroyPrivateFile(file);
  return { destroyed: files, kept: [] };
}
