// Sub-keys of the house itself: for tokens and look-ups at doors where no company is known yet. A house that never moved its root derives them from the root
// file; from then on they lie in `instance.key`, wrapped, so that links which are out go on working whatever the root is.
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';
import { bind, newKey } from '#kit/seal';
import { readPointer } from './roots/pointer.ts';
import type { Roots } from './roots/roots.ts';

export const instanceUses = ['lookup', 'token', 'signed-id'] as const;
export type InstanceUse = (typeof instanceUses)[number];
export type InstanceKeys = Readonly<Record<InstanceUse, KeyObject>>;
type Written = Record<InstanceUse, { root: string; wrapped: string }>;

const fileIn = (folder: string): string => path.join(folder, 'instance.key');

/** The sub-keys, made for a fresh house. Error when the file is missing and `mustExist`: other keys would make every link and address that is out worthless. */
export async function openInstance(roots: Roots, mustExist: boolean): Promise<InstanceKeys> {
  const file = fileIn(roots.folder);
  const { derive } = roots.current();
  const neverMoved = readPointer(roots.folder) === undefined && derive !== undefined;
  if (readPrivateFile(file) === undefined) {
    if (neverMoved) return of((use) => derive(use));
    if (mustExist) throw new Error(`${file} is missing, but the database holds what its keys made: put it back from its backup`);
    await write(roots, of(newKey), makePrivateFile);
  }
  const written = JSON.parse(readPrivateFile(file)?.toString('utf8') ?? '{}') as Written;
  const keys = new Map<InstanceUse, KeyObject>();
  for (const use of instanceUses) {
    const { root: rootId, wrapped } = written[use];
    keys.set(use, await roots.unwrap('instance', bind('instance-key', use), { rootId, bytes: Buffer.from(wrapped, 'base64') }));
  }
  return of((use) => keys.get(use) as KeyObject);
}

/** Before the root moves: what was derived from it is written down. */
export async function keepInstance(roots: Roots): Promise<void> {
  if (readPrivateFile(fileIn(roots.folder)) === undefined) await write(roots, await openInstance(roots, true), makePrivateFile);
}

/** Wraps the sub-keys anew when another root than `rootId` did; gives whether it had to. */
export async function rewrapInstance(roots: Roots, rootId: string): Promise<boolean> {
  const rootsInUse = instanceRoots(roots.folder);
  if (rootsInUse.every((each) => each === rootId)) return false;
  await write(roots, await openInstance(roots, true), (file, bytes) => replacePrivateFile(file, bytes));
  return true;
}

/** The ids of the roots that wrap them; none when there is no file. */
export function instanceRoots(folder: string): string[] {
  const bytes = readPrivateFile(fileIn(folder));
  return bytes === undefined ? [] : Object.values(JSON.parse(bytes.toString('utf8')) as Written).map((each) => each.root);
}

async function write(roots: Roots, keys: InstanceKeys, put: (file: string, bytes: Buffer) => unknown): Promise<void> {
  const written = new Map<string, { root: string; wrapped: string }>();
  for (const use of instanceUses) {
    const { rootId, bytes } = await roots.wrap('instance', bind('instance-key', use), keys[use]);
    written.set(use, { root: rootId, wrapped: bytes.toString('base64') });
  }
  put(fileIn(roots.folder), Buffer.from(`${JSON.stringify(Object.fromEntries(written))}\n`));
}

function of(keyOf: (use: InstanceUse) => KeyObject): InstanceKeys {
  return { lookup: keyOf('lookup'), token: keyOf('token'), 'signed-id': keyOf('signed-id') };
}
