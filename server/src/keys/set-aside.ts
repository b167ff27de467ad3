// A company whose own root is withheld cannot be re-wrapped when an epoch ends. Its share of the epoch key, which is worth nothing to anybody else, is set aside in
// a file, so that the epoch key itself dies on time for everybody else; it is destroyed once the company is back and re-wrapped.
import { createHmac, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceId } from '#kit/ids';
import { destroyPrivateFile } from '#kit/private-file';
import { bind, keyFrom } from '#kit/seal';
import type { Epoch } from './epochs.ts';
import type { Roots } from './roots/roots.ts';
import { makeWrappedFile, openWrappedFile } from './wrapped-file.ts';

export type Share = { readonly epoch: number; readonly workspace: WorkspaceId; readonly file: string };
const pattern = /^held-(\d{6,})-(wsp_[0-9a-z]+)\.key$/;
const folderIn = (keys: string): string => path.join(keys, 'epochs');
const fileOf = (keys: string, epoch: number, workspace: WorkspaceId): string =>
  path.join(folderIn(keys), `held-${String(epoch).padStart(6, '0')}-${workspace}.key`);

/** A company's share of an epoch key: with its workspace key it opens what was wrapped in that epoch, and nothing of anybody else. */
export function saltOf(epoch: Epoch, workspace: WorkspaceId): KeyObject {
  return keyFrom(createHmac('sha256', epoch.key).update(`parley/1/kek ${workspace}`).digest());
}

/** The share that was set aside when the epoch ended; undefined when there is none. */
export async function setAside(roots: Roots, epoch: number, workspace: WorkspaceId): Promise<KeyObject | undefined> {
  return (await openWrappedFile(roots, 'epoch', boundToShare(epoch, workspace), fileOf(roots.folder, epoch, workspace)))?.key;
}

/** Sets the share of a company aside, before the epoch key is destroyed. */
export async function putAside(roots: Roots, epoch: Epoch, workspace: WorkspaceId): Promise<void> {
  const { number } = epoch;
  await makeWrappedFile(
    roots,
    'epoch',
    boundToShare(number, workspace),
    fileOf(roots.folder, number, workspace),
    {},
    saltOf(epoch, workspace),
  );
}

/** Shares in the key folder. */
export function shares(keys: string): Share[] {
  if (!existsSync(folderIn(keys))) return [];
  return readdirSync(folderIn(keys)).flatMap((name) => {
    const found = pattern.exec(name);
    return found ? [{ epoch: Number(found[1]), workspace: found[2] as WorkspaceId, file: path.join(folderIn(keys), name) }] : [];
  });
}

/** Destroys the shares of a company that is re-wrapped. */
export function destroyShares(keys: string, workspace: WorkspaceId): void {
  for (const share of shares(keys)) if (share.workspace === workspace) destroyPrivateFile(share.file);
}

/** What the wrap of a share is bound to. */
export function boundToShare(epoch: number, workspace: WorkspaceId): Buffer {
  return bind('epoch-share', epoch, workspace);
}
