// What this node holds in memory: sub-keys of the root, epoch keys, and caches of opened keys. Made once at the start.
import type { KeyObject } from 'node:crypto';
import type { WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { errorCode, log } from '#kit/log';
import { subKey } from '#kit/seal';
import { type Tools, tool } from '#kit/tool';
import { type KeyCache, type LiveKey, openCache } from './cache.ts';
import type { Epochs } from './epochs.ts';
import type { Instance } from './instance.ts';
import type { Roots } from './roots/roots.ts';
import { saltOf, setAside } from './set-aside.ts';

/** The key of a workspace with its version, the one before while something may still be wrapped under it, and whether a root of the company's own wraps it. */
export type VersionedKey = { readonly version: number; readonly key: KeyObject };
export type WorkspaceKeys = VersionedKey & { readonly previous?: VersionedKey; readonly isOwn: boolean };
export type Keyring = {
  readonly roots: Roots;
  readonly instance: Instance;
  readonly epochs: Epochs;
  /** By `workspace/subject`. */
  readonly subjects: KeyCache<LiveKey>;
  readonly workspaces: KeyCache<WorkspaceKeys>;
  /** By `workspace/field`: the keys of blind indexes and other uses of a workspace. */
  readonly indexes: KeyCache<KeyObject>;
  /** Starts listening for shreds in a workspace whose keys are cached here. */
  readonly watch: (workspace: WorkspaceId) => void;
  readonly stop: () => void;
};

export const keyring = tool<Keyring>('keys.keyring');
export const shreddedTopic = 'keys.shredded';
export const rotatedTopic = 'keys.epoch-destroyed';
export const replacedTopic = 'keys.workspace-rotated';
export const renewedTopic = 'keys.reencrypted';

/** `cacheMs` bounds the life of an opened subject key in memory; at most 10,000 are kept. */
export function openKeyring(
  tools: Tools,
  { roots, instance, epochs }: Pick<Keyring, 'roots' | 'instance' | 'epochs'>,
  cacheMs: number,
  now: () => number,
): Keyring {
  const subjects = openCache<LiveKey>(cacheMs, 10_000, now);
  const workspaces = openCache<WorkspaceKeys>(Number.POSITIVE_INFINITY, 10_000, now);
  const indexes = openCache<KeyObject>(Number.POSITIVE_INFINITY, 20_000, now);
  const watched = new Map<WorkspaceId, () => void>();
  const reload = () => {
    for (const reading of [epochs.reload(), instance.reload()])
      reading.catch((error: unknown) => log.of({ tools })('error', 'keys.reload-failed', { error: errorCode(error) }));
  };
  const timer = setInterval(() => {
    subjects.sweep();
    reload(); // drops keys that another node destroyed
  }, 30_000);
  timer.unref();
  const deaf = live.of({ tools }).whenMissed(() => {
    for (const cache of [subjects, workspaces, indexes]) cache.clear();
    reload();
  });
  return {
    roots,
    instance,
    epochs,
    subjects,
    workspaces,
    indexes,
    watch(workspace) {
      if (watched.has(workspace)) return;
      const stop = live.of({ tools }).subscribe(workspace, ({ topic, ids }) => {
        if (topic === shreddedTopic)
          subjects.drop(
            String(ids['subjects'])
              .split(',')
              .map((subject) => `${workspace}/${subject}`),
          );
        if (topic === rotatedTopic) reload();
        if (topic === replacedTopic) workspaces.forget(workspace);
        if (topic === renewedTopic) forgetRenewed({ subjects, indexes }, workspace, ids);
      });
      watched.set(workspace, stop);
    },
    stop() {
      clearInterval(timer);
      deaf();
      for (const stop of watched.values()) stop();
      subjects.clear();
    },
  };
}

/** Forgets opened keys that have a newer version: of `subjects`, and of the company's secrets before version `secrets`. */
export function forgetRenewed(
  { subjects, indexes }: Pick<Keyring, 'subjects' | 'indexes'>,
  workspace: WorkspaceId,
  ids: Readonly<Record<string, string | number>>,
): void {
  for (const subject of String(ids['subjects'] ?? '').split(',')) subjects.forget(`${workspace}/${subject}`);
  for (let version = 1; version < Number(ids['secrets'] ?? 0); version += 1) indexes.forget(`${workspace}/${secretField(version)}`);
}

/** Under which field the key of the company's secrets lies. */
export const secretField = (version: number): string => (version === 1 ? '#secret' : `#secret/${version}`);

/** The key that wraps the subject keys of a workspace in one epoch: needs the workspace key and the epoch key, either alone is worth nothing. Undefined when the epoch key was destroyed. */
export async function wrappingKey(
  ring: Keyring,
  workspace: WorkspaceId,
  { version, key }: VersionedKey,
  epoch: number,
): Promise<KeyObject | undefined> {
  const found = await ring.epochs.find(epoch);
  const known = found?.keks.get(`${workspace}/${version}`);
  if (known) return known;
  const salt = found ? saltOf(found, workspace) : await setAside(ring.roots, epoch, workspace);
  if (salt === undefined) return undefined;
  const bytes = salt.export();
  const kek = subKey(key, 'parley/1/kek', bytes);
  bytes.fill(0);
  found?.keks.put(`${workspace}/${version}`, kek);
  return kek;
}
