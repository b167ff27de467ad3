// Sub-keys of the house itself: for tokens and look-ups at doors where no company is known yet. A house that never moved its root derives them from the root
// file; from then on they lie in `instance.key`, wrapped, so that links which are out go on working whatever the root is. Those that sign can be replaced (instance-replace.ts).
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';
import { bind, newKey } from '#kit/seal';
import { readPointer } from './roots/pointer.ts';
import type { Roots } from './roots/roots.ts';

const signingUses = ['token', 'signed-id'] as const;
const instanceUses = ['lookup', ...signingUses] as const;
export type SigningUse = (typeof signingUses)[number];
type InstanceUse = (typeof instanceUses)[number];
type Keys<Use extends string> = Readonly<Record<Use, KeyObject>>;
/** Keys that were replaced: what they signed is believed until then. */
type Former = Keys<SigningUse> & { readonly until: Date };
/** `from` is when the present keys begin to sign: by then every node has read them. Until then the first of the former does. */
export type InstanceKeys = Keys<InstanceUse> & { readonly from?: Date | undefined; readonly former: readonly Former[] };
export type Instance = {
  readonly lookup: KeyObject;
  signing(use: SigningUse, now: Date): KeyObject;
  /** Those whose signatures count, that which signs first. */
  believed(use: SigningUse, now: Date): KeyObject[];
  /** When the present keys began to sign, if they ever were replaced, and until when those before are believed. */
  standing(now: Date): { since: Date | null; former: number; formerUntil: Date | null; kept: number };
  /** Reads the file again when it is another one. */
  reload(): Promise<void>;
};
type Wrapped = { readonly root: string; readonly wrapped: string };
type Written = Record<InstanceUse, Wrapped> & { from?: string; former?: (Record<SigningUse, Wrapped> & { until: string })[] };

const fileIn = (folder: string): string => path.join(folder, 'instance.key');

/** The sub-keys, made for a fresh house. Error when the file is missing and `mustExist`: other keys would make every link and address that is out worthless. */
export async function openInstance(roots: Roots, mustExist: boolean): Promise<Instance> {
  let seen = readPrivateFile(fileIn(roots.folder));
  let keys = await readInstance(roots, mustExist);
  const signer = (now: Date) => (keys.from && keys.from > now && keys.former[0]) || keys;
  const live = (now: Date) => keys.former.filter((each) => each.until > now);
  return {
    lookup: keys.lookup,
    signing: (use, now) => signer(now)[use],
    believed: (use, now) => [...new Set([signer(now), keys, ...live(now)].map((each) => each[use]))],
    standing: (now) => ({
      since: keys.from ?? null,
      former: live(now).length,
      formerUntil: live(now)[0]?.until ?? null,
      kept: keys.former.length,
    }),
    async reload() {
      const bytes = readPrivateFile(fileIn(roots.folder));
      if (bytes === undefined || (seen && bytes.equals(seen))) return;
      keys = await readInstance(roots, true);
      seen = bytes;
    },
  };
}

/** All of them as they stand. */
export async function readInstance(roots: Roots, mustExist: boolean): Promise<InstanceKeys> {
  const file = fileIn(roots.folder);
  const { derive } = roots.current();
  const neverMoved = readPointer(roots.folder) === undefined && derive !== undefined;
  if (readPrivateFile(file) === undefined) {
    if (neverMoved) return { ...(await of(instanceUses, async (use) => derive(use))), former: [] };
    if (mustExist) throw new Error(`${file} is missing, but the database holds what its keys made: put it back from its backup`);
    await write(roots, { ...(await of(instanceUses, async () => newKey())), former: [] }, makePrivateFile);
  }
  const written = JSON.parse(readPrivateFile(file)?.toString('utf8') ?? '{}') as Written;
  const opened = <Use extends InstanceUse>(uses: readonly Use[], wraps: Record<Use, Wrapped>) =>
    of(uses, (use) => {
      const { root: rootId, wrapped } = wraps[use];
      return roots.unwrap('instance', bind('instance-key', use), { rootId, bytes: Buffer.from(wrapped, 'base64') });
    });
  const former: Former[] = [];
  for (const each of written.former ?? []) former.push({ ...(await opened(signingUses, each)), until: new Date(each.until) });
  return { ...(await opened(instanceUses, written)), from: written.from ? new Date(written.from) : undefined, former };
}

/** Before the root moves, or they are replaced: what was derived from the root is written down. */
export async function keepInstance(roots: Roots): Promise<void> {
  if (readPrivateFile(fileIn(roots.folder)) === undefined) await write(roots, await readInstance(roots, true), makePrivateFile);
}

/** Puts these in their place; the file before is overwritten. */
export const putInstance = (roots: Roots, keys: InstanceKeys): Promise<void> =>
  write(roots, keys, (file, bytes) => replacePrivateFile(file, bytes, { wipe: true }));

/** Fresh keys for what is signed. */
export const newSigningKeys = (): Promise<Keys<SigningUse>> => of(signingUses, async () => newKey());

/** Wraps the sub-keys anew when another root than `rootId` did; gives whether it had to. */
export async function rewrapInstance(roots: Roots, rootId: string): Promise<boolean> {
  const rootsInUse = instanceRoots(roots.folder);
  if (rootsInUse.every((each) => each === rootId)) return false;
  await write(roots, await readInstance(roots, true), (file, bytes) => replacePrivateFile(file, bytes));
  return true;
}

/** The ids of the roots that wrap them; none when there is no file. */
export function instanceRoots(folder: string): string[] {
  const bytes = readPrivateFile(fileIn(folder));
  if (bytes === undefined) return [];
  const written = JSON.parse(bytes.toString('utf8')) as Written;
  const former = (written.former ?? []).flatMap((each) => signingUses.map((use) => each[use].root));
  return [...instanceUses.map((use) => written[use].root), ...former];
}

async function write(roots: Roots, keys: InstanceKeys, put: (file: string, bytes: Buffer) => unknown): Promise<void> {
  const wrapped = <Use extends InstanceUse>(uses: readonly Use[], from: Keys<Use>) =>
    of(uses, async (use): Promise<Wrapped> => {
      const { rootId, bytes } = await roots.wrap('instance', bind('instance-key', use), from[use]);
      return { root: rootId, wrapped: bytes.toString('base64') };
    });
  const former = [];
  for (const each of keys.former) former.push({ ...(await wrapped(signingUses, each)), until: each.until.toISOString() });
  const written: Written = {
    ...(await wrapped(instanceUses, keys)),
    ...(keys.from && { from: keys.from.toISOString() }),
    ...(former.length > 0 && { former }),
  };
  put(fileIn(roots.folder), Buffer.from(`${JSON.stringify(written)}\n`));
}

async function of<Use extends string, T>(uses: readonly Use[], give: (use: Use) => Promise<T>): Promise<Record<Use, T>> {
  const made: [Use, T][] = [];
  for (const use of uses) made.push([use, await give(use)]);
  return Object.fromEntries(made) as Record<Use, T>;
}
