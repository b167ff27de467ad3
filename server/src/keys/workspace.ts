// Keys of a workspace: its own (random, wrapped by the root key), and those of its blind indexes and other uses. None of them is any person's.
import { createHmac, type KeyObject } from 'node:crypto';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { bind, newKey, subKey, unwrapKey, versionOf, wrapKey } from '#kit/seal';
import type { KeyCache } from './cache.ts';
import { keyring, type VersionedKey, type WorkspaceKeys } from './keyring.ts';
import type { Wrapped } from './roots/root.ts';
import { indexKeyRow, insertIndexKey, insertWorkspaceKey, joinCurrentEpoch, type WorkspaceKeyRow, workspaceKeyRow } from './store.ts';

/** Uses that outlive the workspace key: what was made with them stays valid when it is replaced. */
export const lastingUses = ['mark', 'secret'] as const;
type LastingUse = (typeof lastingUses)[number];
/** Bytes of a blind index: 2^24 values, so that among some thousands of people the first collisions come. */
const indexBytes = 3;
/** Keys read or made in a transaction that may yet roll back: they enter the node's cache with its commit. */
const freshWorkspaces = new WeakMap<Db, Map<string, WorkspaceKeys>>();
const freshIndexes = new WeakMap<Db, Map<string, KeyObject>>();

/** What the wrap of a workspace's key is bound to. */
export const boundToWorkspace = (workspace: WorkspaceId): Buffer => bind('workspace-key', workspace);

/** The workspace's key; made on first use. Problem `key-withheld` when the service that holds its root does not give it; Error when that root is not known here. */
export function workspaceKeys(ctx: Ctx): Promise<WorkspaceKeys> {
  return remembered(
    ctx,
    freshWorkspaces,
    keyring.of(ctx).workspaces,
    ctx.workspace,
    async () => {
      const { epochs } = keyring.of(ctx);
      const bound = boundToWorkspace(ctx.workspace);
      keyring.of(ctx).watch(ctx.workspace);
      let row = await workspaceKeyRow(ctx);
      if (row === undefined) {
        await joinCurrentEpoch(ctx.db); // a rotation or a move that began before waits for us; what is over shows in the folder
        await epochs.reload();
        const { rootId, bytes } = await orWithheld(() => keyring.of(ctx).roots.wrap('workspace', bound, newKey()));
        await insertWorkspaceKey(ctx, bytes, rootId, epochs.newest().number);
        row = await workspaceKeyRow(ctx);
      }
      if (row === undefined) throw new Error('a workspace key vanished');
      const { version, previous, previous_root, own_root } = row;
      const unwrap = (rootId: string, bytes: Buffer) => orWithheld(() => unwrapWorkspace(ctx, row, { rootId, bytes }), own_root !== null);
      const own = { version, key: await unwrap(row.root_id, row.wrapped), isOwn: own_root !== null };
      if (previous === null || previous_root === null) return own;
      return { ...own, previous: { version: version - 1, key: await unwrap(previous_root, previous) } };
    },
    lifeOf(ctx),
  );
}

/** Unwraps a key of the workspace by its own root where that one made the wrap, else by one that the house knows. */
export function unwrapWorkspace(
  ctx: Pick<Ctx, 'workspace' | 'tools'>,
  row: Pick<WorkspaceKeyRow, 'own_root'>,
  wrapped: Wrapped,
): Promise<KeyObject> {
  const { roots } = keyring.of(ctx);
  const own = row.own_root === null ? undefined : roots.at(row.own_root);
  const root = own?.owns(wrapped.rootId) ? own : roots.find(wrapped.rootId);
  return root.unwrap('workspace', boundToWorkspace(ctx.workspace), wrapped.bytes);
}

/** A root that the company brought can be taken away: what it gave is asked for again when the published time is over. */
function lifeOf(ctx: Ctx): (keys: WorkspaceKeys) => number | undefined {
  return ({ isOwn }) => (isOwn ? config.of(ctx).keyCacheSeconds * 1000 : undefined);
}

/** Whatever a company's own root answers but its key (another key made under its name, a certificate that is not on this node) is its own affair and holds up nobody else. */
async function orWithheld<T>(ask: () => Promise<T>, isOwn = false): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isOwn || String((error as { code?: string }).code).startsWith('ROOT_')) throw new Problem('key-withheld');
    throw error;
  }
}

/** The workspace's key of one version: the present one, or the one before while it is being replaced. Error when it is neither. */
export async function workspaceKeyOf(ctx: Ctx, version: number): Promise<VersionedKey> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const known = await workspaceKeys(ctx);
    if (known.version === version) return known;
    if (known.previous?.version === version) return known.previous;
    forgetWorkspaceKey(ctx); // another node has replaced it
  }
  throw new Error('this is wrapped under a workspace key that is gone');
}

/** Whether the company's own root does not give its key now: asked anew, not from memory. */
export async function isWithheld(ctx: Ctx): Promise<boolean> {
  forgetWorkspaceKey(ctx);
  try {
    await workspaceKeys(ctx);
    return false;
  } catch (error) {
    if (error instanceof Problem && error.code === 'key-withheld') return true;
    throw error;
  }
}

/** The next use reads it from the database again. */
export function forgetWorkspaceKey(ctx: Ctx): void {
  keyring.of(ctx).workspaces.forget(ctx.workspace);
  freshWorkspaces.get(ctx.db)?.delete(ctx.workspace);
}

/**
 * Blind index of a normalised text (Art. 32(1)(a)): HMAC-SHA-256 under a random key of workspace and field, cut to 3 bytes so that collisions happen.
 * Compare candidates with `matches`, and never make it unique. It shows which rows may be equal to whoever reads the table.
 */
export async function blindIndex(ctx: Ctx, field: string, normalised: string): Promise<Buffer> {
  const key = await keyOfField(ctx, field);
  return createHmac('sha256', key).update(normalised, 'utf8').digest().subarray(0, indexBytes);
}

/** Keyed hashes of texts in this workspace, of `bytes` bytes each, that say nothing once the workspace key is gone. */
export async function workspaceHashes(ctx: Ctx, use: LastingUse, texts: readonly string[], bytes: number): Promise<Buffer[]> {
  const key = await lastingKey(ctx, use);
  return texts.map((text) => createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, bytes));
}

/** Derived from the first key of the workspace, and kept, wrapped, beside the blind indexes once that one is replaced. */
export const lastingField = (use: LastingUse): string => `#${use}`;

/** As it follows from the first key of a workspace. */
export const derivedKey = (first: VersionedKey, use: LastingUse): KeyObject => subKey(first.key, `parley/1/${use}`);

/** What wraps the keys of fields, and what their wraps are bound to. */
export function fieldWrap(workspace: WorkspaceId, field: string, { key }: VersionedKey): { under: KeyObject; bound: Buffer } {
  return { under: subKey(key, 'parley/1/index'), bound: bind('index-key', workspace, field) };
}

/** The key of a use that outlives the workspace key. */
export async function lastingKey(ctx: Ctx, use: LastingUse): Promise<KeyObject> {
  const known = await workspaceKeys(ctx);
  return known.version === 0 ? derivedKey(known, use) : keyOfField(ctx, lastingField(use));
}

/** The key of a field: of a blind index, made on first use, or of a use of ours (`#…`), which is there or was destroyed. */
export async function keyOfField(ctx: Ctx, field: string): Promise<KeyObject> {
  await workspaceKeys(ctx); // whoever's root is withheld has no use of a key that is still in memory
  return remembered(ctx, freshIndexes, keyring.of(ctx).indexes, `${ctx.workspace}/${field}`, async () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const row = await indexKeyRow(ctx, field);
      if (row) {
        const { under, bound } = fieldWrap(ctx.workspace, field, await workspaceKeyOf(ctx, versionOf(row.wrapped)));
        return unwrapKey(under, bound, row.wrapped);
      }
      if (field.startsWith('#')) break;
      const newest = await workspaceKeys(ctx);
      const { under, bound } = fieldWrap(ctx.workspace, field, newest);
      if ((await insertIndexKey(ctx, field, wrapKey(under, bound, newKey(), newest.version), newest.version)) === 0)
        forgetWorkspaceKey(ctx);
    }
    throw new Error('an index key vanished');
  });
}

async function remembered<T>(
  ctx: Ctx,
  fresh: WeakMap<Db, Map<string, T>>,
  cache: KeyCache<T>,
  name: string,
  read: () => Promise<T>,
  ttlOf: (value: T) => number | undefined = () => undefined,
): Promise<T> {
  const known = cache.get(name) ?? fresh.get(ctx.db)?.get(name);
  if (known) return known;
  const key = await read();
  const own = fresh.get(ctx.db) ?? new Map<string, T>();
  fresh.set(ctx.db, own.set(name, key));
  ctx.db.afterCommit(() => cache.put(name, key, ttlOf(key)));
  return key;
}
