// Sealed bytes on disk, outside the database: attachments. Only sealed bytes are accepted; a file is durable before its row commits.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkspaceId } from './ids.ts';
import type { Sealed } from './seal.ts';
import { tool } from './tool.ts';

export type Storage = {
  /** Writes and syncs; gives a reference of our own making. */
  put(workspace: WorkspaceId, sealed: Sealed): Promise<string>;
  get(workspace: WorkspaceId, reference: string): Promise<Sealed>;
  /** The first 32 bytes: enough to say under which version it is sealed. */
  head(workspace: WorkspaceId, reference: string): Promise<Sealed>;
  /** Puts other bytes under the same reference: whoever reads meanwhile gets the one or the other. One caller at a time. */
  replace(workspace: WorkspaceId, reference: string, sealed: Sealed): Promise<void>;
  /** Removing what is already gone is not an error; its mark goes along. */
  remove(workspace: WorkspaceId, reference: string): Promise<void>;
  /** What was written last before a moment, a folder at a time: whole files, which of them are marked, and what a write or a removal that broke off left. */
  lyingSince(
    workspace: WorkspaceId,
    before: Date,
  ): AsyncIterable<{ readonly references: string[]; readonly marked: ReadonlySet<string>; readonly broken: string[] }>;
  /** Marks a file as one that nobody names, beside it; gives since when it has been marked. */
  mark(workspace: WorkspaceId, reference: string): Promise<Date>;
  /** Somebody names it. No mark is no error. */
  unmark(workspace: WorkspaceId, reference: string): Promise<void>;
  /** Removes what a broken-off write or removal left beside a reference. */
  dropBroken(workspace: WorkspaceId, reference: string): Promise<void>;
  /** Everything of a company that has left; gives how many files there were. */
  removeAll(workspace: WorkspaceId): Promise<number>;
};

export const storage = tool<Storage>('kit.storage');

/** Storage in a folder: `<root>/<workspace>/<aa>/<reference>`. */
export function openStorage(root: string): Storage {
  const place = (workspace: string, reference: string) => {
    if (!isReference(reference) || !/^wsp_[0-9a-z]+$/.test(workspace)) throw new Error('not a storage reference');
    return path.join(root, workspace, reference.slice(0, 2), reference);
  };
  const folderOf = (workspace: string) => {
    if (!/^wsp_[0-9a-z]+$/.test(workspace)) throw new Error('not a workspace');
    return path.join(root, workspace);
  };
  return {
    async put(workspace, sealed) {
      const reference = randomBytes(16).toString('hex');
      const target = place(workspace, reference);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await write(target, sealed, 'wx');
      return reference;
    },
    replace: (workspace, reference, sealed) => write(place(workspace, reference), sealed, 'w'), // a part that a crash left is written over
    async head(workspace, reference) {
      const file = await open(place(workspace, reference), 'r');
      try {
        return (await file.read(Buffer.alloc(32), 0, 32, 0)).buffer as Sealed;
      } finally {
        await file.close();
      }
    },
    get: async (workspace, reference) => (await readFile(place(workspace, reference))) as Sealed,
    async remove(workspace, reference) {
      const target = place(workspace, reference);
      for (const each of [target, `${target}.part`, `${target}.stray`]) await rm(each, { force: true });
    },
    async *lyingSince(workspace, before) {
      const folder = folderOf(workspace);
      for (const part of await readdir(folder).catch(noneIfMissing)) {
        const names = await readdir(path.join(folder, part)).catch(noneIfMissing);
        const lying: string[] = [];
        for (const name of names) {
          const facts = await stat(path.join(folder, part, name)).catch(() => undefined); // gone meanwhile
          if (facts?.isFile() && facts.mtime < before) lying.push(name);
        }
        const references = lying.filter((name) => isReference(name));
        const marked = new Set(beside(names, 'stray'));
        const alone = beside(lying, 'stray').filter((reference) => !names.includes(reference)); // the file went, and its mark did not
        const broken = [...beside(lying, 'part'), ...alone];
        if (references.length + broken.length > 0) yield { references, marked, broken };
      }
    },
    async mark(workspace, reference) {
      const target = `${place(workspace, reference)}.stray`;
      await writeFile(target, '', { flag: 'a', mode: 0o600 }); // what is there stays as old as it is
      return (await stat(target)).mtime;
    },
    unmark: (workspace, reference) => rm(`${place(workspace, reference)}.stray`, { force: true }),
    async dropBroken(workspace, reference) {
      for (const each of ['part', 'stray']) await rm(`${place(workspace, reference)}.${each}`, { force: true });
    },
    async removeAll(workspace) {
      const folder = folderOf(workspace);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      await rm(folder, { recursive: true, force: true });
      return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.stray')).length;
    },
  };
}

const isReference = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);
/** The references beside which something of this kind lies. */
const beside = (names: readonly string[], kind: 'part' | 'stray'): string[] =>
  names
    .filter((name) => name.endsWith(`.${kind}`))
    .map((name) => name.slice(0, -kind.length - 1))
    .filter(isReference);

async function write(target: string, sealed: Sealed, flags: 'w' | 'wx'): Promise<void> {
  const file = await open(`${target}.part`, flags, 0o600);
  try {
    await file.writeFile(sealed);
    await file.sync();
  } catch (error) {
    await rm(`${target}.part`, { force: true }).catch(() => undefined); // half a file helps nobody where there is no room
    throw error;
  } finally {
    await file.close();
  }
  await rename(`${target}.part`, target);
  await syncFolder(path.dirname(target));
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined); // some file systems cannot sync a folder
  await handle.close();
}
