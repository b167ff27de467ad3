// Moving the root while everybody goes on: keep what was derived from it → point every node at the new one → fence → wrap anew what lies below, one by one →
// nothing is left → let go of the old one. A crash at any step leaves both roots needed and named; the next run goes on. The same verb takes up a new version.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { log } from '#kit/log';
import { act, pool } from '#kit/pool';
import { newKey } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { backupFiles, boundToBackup } from '../backups.ts';
import { boundTo } from '../epochs.ts';
import { instanceRoots, keepInstance, rewrapInstance } from '../instance.ts';
import { keyring } from '../keyring.ts';
import { storeMoved } from '../rotation-store.ts';
import { boundToShare, shares } from '../set-aside.ts';
import { everyWorkspaceKey, takeRotationLock, waitForJoined, workspaceKeyRow } from '../store.ts';
import { boundToWorkspace, unwrapWorkspace } from '../workspace.ts';
import { readWrappedFile, rewrapFile } from '../wrapped-file.ts';
import { fileOf } from './file.ts';
import { noteMaking, settleMaking } from './making.ts';
import { makeRoot, nameOfRoot, openRoot } from './open.ts';
import { readPointer, replacePointer } from './pointer.ts';
import { filesIn, type Roots } from './roots.ts';

export type RootMove = { readonly root: string; readonly address: string; readonly rewrapped: number };
export type MoveStep = 'kept' | 'pointed' | 'fenced' | 'instance' | 'epoch' | 'backup' | 'workspace' | 'rewrapped' | 'settled';
type Options = { readonly onStep?: (step: MoveStep) => void; readonly onProgress?: (done: number, total: number) => void };

/** Moves the root to an address (`file` makes a new file); gives undefined when another node rotates or moves right now. Error, and nothing changed, when the new root does not work. */
export async function moveRoot(
  tools: Tools,
  to: string,
  { onStep = () => undefined, onProgress = () => undefined }: Options = {},
): Promise<RootMove | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeRotationLock(db))) return undefined;
    const { roots } = keyring.of({ tools });
    settleMaking(roots.folder);
    const address = to === 'file' ? fileToMake(roots) : to;
    if (to === 'file' && !existsSync(fileOf(roots.folder, address))) noteMaking(roots.folder, address);
    await prove(roots, address);
    await keepInstance(roots);
    onStep('kept');
    point(roots, address);
    settleMaking(roots.folder);
    onStep('pointed');
    await lookup(pool.of({ tools }), 'every-workspace', waitForJoined); // who is making a key under the old root commits first; later ones read the pointer
    onStep('fenced');
    let rewrapped = 0;
    for (let pass = 0; ; pass += 1) {
      const { rootId } = await roots.current().health();
      const waiting = await waitingFor(tools, rootId);
      if (waiting.length === 0) break;
      if (pass === 3)
        throw new Error('something is wrapped by the old root again and again: is another Parley at work with an older program?');
      for (const { step, rewrap } of waiting) {
        await rewrap();
        rewrapped += 1;
        onStep(step);
        onProgress(rewrapped, waiting.length);
      }
    }
    onStep('rewrapped');
    replacePointer(roots.folder, { root: address, from: [] });
    onStep('settled');
    const { rootId: root } = await roots.current().health();
    log.of({ tools })('info', 'keys.root-moved', { count: rewrapped });
    return { root, address, rewrapped };
  });
}

/** What a move that died before its pointer left behind goes; nothing while another node moves or rotates. */
export async function tidyRoots(tools: Tools): Promise<void> {
  await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (await takeRotationLock(db)) settleMaking(keyring.of({ tools }).roots.folder);
  });
}

type Waiting = { readonly step: MoveStep; readonly rewrap: () => Promise<unknown> };

/** What is wrapped by another root, or by another version of it, than this one. */
export async function waitingFor(tools: Tools, rootId: string): Promise<Waiting[]> {
  const { roots } = keyring.of({ tools });
  const { keys } = config.of({ tools });
  const isOld = (file: string) => {
    const written = readWrappedFile(file);
    return written !== undefined && written.root !== rootId;
  };
  const epochs = epochFiles(keys).filter(({ file }) => isOld(file));
  const backups = backupFiles(keys).filter(({ file }) => isOld(file));
  const rows = await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey);
  const ofHouse = rows.filter((row) => row.own_root === null);
  const workspaces = ofHouse.filter((row) => row.root_id !== rootId || (row.previous_root ?? rootId) !== rootId);
  const aside = shares(keys).filter(({ file }) => isOld(file));
  return [
    ...(instanceRoots(keys).some((each) => each !== rootId)
      ? [{ step: 'instance', rewrap: () => rewrapInstance(roots, rootId) } as const]
      : []),
    ...epochs.map(
      ({ number, file }) => ({ step: 'epoch', rewrap: () => rewrapFile(roots, 'epoch', boundTo(number), file, rootId) }) as const,
    ),
    ...backups.map(
      ({ id, file }) => ({ step: 'backup', rewrap: () => rewrapFile(roots, 'backup', boundToBackup(id), file, rootId) }) as const,
    ),
    ...aside.map(
      ({ epoch, workspace, file }) =>
        ({ step: 'epoch', rewrap: () => rewrapFile(roots, 'epoch', boundToShare(epoch, workspace), file, rootId) }) as const,
    ),
    ...workspaces.map((row) => ({ step: 'workspace', rewrap: () => moveWorkspace(tools, row.workspace_id, null) }) as const),
  ];
}

/** Both ways work, or nothing is begun: a root that only wraps would swallow the house. */
export async function prove(roots: Roots, address: string): Promise<void> {
  makeRoot(roots.folder, address);
  const root = openRoot(roots.folder, address);
  if (root === undefined) throw new Error(`there is no root key at ${address}`);
  const [key, bound] = [newKey(), boundToBackup('trial')];
  const { bytes, rootId } = await root.wrap('backup', bound, key);
  if (!(await root.unwrap('backup', bound, bytes)).equals(key)) throw new Error(`${address} gives back another key than it was given`);
  if ((await root.health()).rootId !== rootId) throw new Error(`${address} does not wrap by its newest version`);
}

function point(roots: Roots, address: string): void {
  const pointer = readPointer(roots.folder);
  const from = [...new Set([pointer?.root ?? roots.address(), ...(pointer?.from ?? [])])];
  const others = from.filter((each) => nameOfRoot(roots.folder, each) !== nameOfRoot(roots.folder, address));
  replacePointer(roots.folder, { root: address, from: others });
}

/** Wraps the key of a workspace by its own root (an address), or by that of the house. Unwrapping and wrapping may take a while: no row is locked meanwhile. Whoever loses the rotation lock meanwhile (it falls with its connection) overwrites nothing: the wraps must still be those that were read. */
export async function moveWorkspace(tools: Tools, workspace: WorkspaceId, own: string | null): Promise<void> {
  const { roots } = keyring.of({ tools });
  const asKeys = { workspace, actor: { kind: 'system', id: 'keys' } } as const;
  const row = await act(tools, asKeys, workspaceKeyRow);
  if (row === undefined) return;
  const bound = boundToWorkspace(workspace);
  const again = async (rootId: string, bytes: Buffer) =>
    roots.wrap('workspace', bound, await unwrapWorkspace({ workspace, tools }, row, { rootId, bytes }), own ?? undefined);
  const wrapped = await again(row.root_id, row.wrapped);
  const previous = row.previous && row.previous_root !== null ? await again(row.previous_root, row.previous) : null;
  await act(tools, asKeys, async (ctx) => {
    if ((await storeMoved(ctx, wrapped, previous, own, row.standing)) === 0)
      throw new Error('somebody else changed the key of this company meanwhile: run it again');
    await append(ctx, { kind: 'keys.root-moved', facts: { root: wrapped.rootId } });
  });
}

function epochFiles(keys: string): { number: number; file: string }[] {
  const folder = path.join(keys, 'epochs');
  return readdirSync(folder).flatMap((name) => {
    const number = /^epoch-(\d{6,})\.key$/.exec(name)?.[1];
    return number === undefined ? [] : [{ number: Number(number), file: path.join(folder, name) }];
  });
}

/** The file that an interrupted move was making, or the next free name. */
function fileToMake(roots: Roots): string {
  const pointer = readPointer(roots.folder);
  if (pointer && pointer.from.length > 0 && pointer.root.startsWith('file:')) return pointer.root;
  const taken = filesIn(roots.folder);
  for (let n = 1; ; n += 1) {
    const address = n === 1 ? 'file:root.key' : `file:root-${n}.key`;
    if (!taken.includes(address)) return address;
  }
}
