// Sealed bytes on disk, outside the database: attachments. Only sealed bytes are accepted; a file is durable before its row commits.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WorkspaceId } from './ids.ts';
import type { Sealed } from './seal.ts';
import { tool } from './tool.ts';

export type Storage = {
  /** Writes and syncs; gives a reference of our own making. */
  put(workspace: WorkspaceId, sealed: Sealed): Promise<string>;
  get(workspace: WorkspaceId, reference: string): Promise<Sealed>;
  /** Removing what is already gone is not an error. */
  remove(workspace: WorkspaceId, reference: string): Promise<void>;
};

export const storage = tool<Storage>('kit.storage');

/** Storage in a folder: `<root>/<workspace>/<aa>/<reference>`. */
export function openStorage(root: string): Storage {
  const place = (workspace: string, reference: string) => {
    if (!/^[0-9a-f]{32}$/.test(reference) || !/^wsp_[0-9a-z]+$/.test(workspace)) throw new Error('not a storage reference');
    return path.join(root, workspace, reference.slice(0, 2), reference);
  };
  return {
    async put(workspace, sealed) {
      const reference = randomBytes(16).toString('hex');
      const target = place(workspace, reference);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const file = await open(`${target}.part`, 'wx', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${target}.part`, target);
      await syncFolder(path.dirname(target));
      return reference;
    },
    get: async (workspace, reference) => (await readFile(place(workspace, reference))) as Sealed,
    remove: (workspace, reference) => rm(place(workspace, reference), { force: true }),
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined); // some file systems cannot sync a folder
  await handle.close();
}
