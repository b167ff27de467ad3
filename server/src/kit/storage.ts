// Sealed bytes on disk, outside the database: attachments. Only sealed bytes are accepted; a file is durable before its row commits.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
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
  /** Removing what is already gone is not an error. */
  remove(workspace: WorkspaceId, reference: string): Promise<void>;
  /** What was written last before a moment, a folder at a time: whole files, and parts whose write broke off. */
  lyingSince(workspace: WorkspaceId, before: Date): AsyncIterable<{ readonly references: string[]; readonly broken: string[] }>;
  /** Removes the part that a broken-off write left beside a reference. */
  dropBroken(workspace: WorkspaceId, reference: string): Promise<void>;
  /** Everything of a company that has left; gives how many files there were. */
  removeAll(workspace: WorkspaceId): Promise<number>;
};

export const storage = tool<Storage>('kit.storage');

/** Storage in a folder: `<root>/<workspace>/<aa>/<reference>`. */
export function openStorage(root: string): Storage {
  const place = (workspace: string, reference: string) => {
    if (!/^[0-9a-f]{32}$/.test(reference) || !/^wsp_[0-9a-z]+$/.test(workspace)) throw new Error('not a storage reference');
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
      await rm(target, { force: true });
      await rm(`${target}.part`, { force: true });
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
        const references = lying.filter((name) => /^[0-9a-f]{32}$/.test(name));
        const broken = lying.filter((name) => /^[0-9a-f]{32}\.part$/.test(name)).map((name) => name.slice(0, -'.part'.length));
        if (references.length + broken.length > 0) yield { references, broken };
      }
    },
    dropBroken: (workspace, reference) => rm(`${place(workspace, reference)}.part`, { force: true }),
    async removeAll(workspace) {
      const folder = folderOf(workspace);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      await rm(folder, { recursive: true, force: true });
      return entries.filter((entry) => entry.isFile()).length;
    },
  };
}

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
