// Keys of a workspace: its own (random, wrapped by the root key), those of its blind indexes, and secrets sealed under it. None of them is any person's.
import { createHmac, type KeyObject } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { bind, newKey, openBytes, type Sealed, sealBytes, subKey, unwrapKey, wrapKey } from '#kit/seal';
import { keyring } from './keyring.ts';
import { indexKeyRow, insertIndexKey, insertWorkspaceKey, joinCurrentEpoch, workspaceKeyRow } from './store.ts';

/** Where a secret of the workspace lies. */
type SecretPlace = { readonly table: string; readonly row: string; readonly column: string };

/** Bytes of a blind index: 2^24 values, so that among some thousands of people the first collisions come. */
const indexBytes = 3;
/** Keys read or made in a transaction that may yet roll back: they enter the node's cache with its commit. */
const fresh = new WeakMap<Db, Map<string, KeyObject>>();

/** What the wrap of a workspace's key is bound to. */
export const boundToWorkspace = (workspace: WorkspaceId): Buffer => bind('workspace-key', workspace);

/** The workspace's key; made on first use. Error when a root key that is not known here wrapped it. */
export function workspaceKey(ctx: Ctx): Promise<KeyObject> {
  return remembered(ctx, ctx.workspace, async () => {
    const { roots, epochs } = keyring.of(ctx);
    const bound = boundToWorkspace(ctx.workspace);
    let row = await workspaceKeyRow(ctx);
    if (row === undefined) {
      await joinCurrentEpoch(ctx.db); // a rotation or a move that began before waits for us; what is over shows in the folder
      await epochs.reload();
      const { rootId, bytes } = await roots.wrap('workspace', bound, newKey());
      await insertWorkspaceKey(ctx, bytes, rootId, epochs.newest().number);
      row = await workspaceKeyRow(ctx);
    }
    if (row === undefined) throw new Error('a workspace key vanished');
    return roots.unwrap('workspace', bound, { rootId: row.root_id, bytes: row.wrapped });
  });
}

/**
 * Blind index of a normalised text (Art. 32(1)(a)): HMAC-SHA-256 under a random key of workspace and field, cut to 3 bytes so that collisions happen.
 * Compare candidates with `matches`, and never make it unique. It shows which rows may be equal to whoever reads the table.
 */
export async function blindIndex(ctx: Ctx, field: string, normalised: string): Promise<Buffer> {
  const key = await remembered(ctx, `${ctx.workspace}/${field}`, async () => {
    const wrapping = subKey(await workspaceKey(ctx), 'parley/1/index');
    const bound = bind('index-key', ctx.workspace, field);
    let row = await indexKeyRow(ctx, field);
    if (row === undefined) {
      await insertIndexKey(ctx, field, wrapKey(wrapping, bound, newKey()));
      row = await indexKeyRow(ctx, field);
    }
    if (row === undefined) throw new Error('an index key vanished');
    return unwrapKey(wrapping, bound, row.wrapped);
  });
  return createHmac('sha256', key).update(normalised, 'utf8').digest().subarray(0, indexBytes);
}

/** Seals a secret of the workspace (a relay's password, a DKIM key) under the workspace key. */
export async function sealSecret(ctx: Ctx, place: SecretPlace, plain: string | Buffer): Promise<Sealed> {
  return sealBytes(subKey(await workspaceKey(ctx), 'parley/1/secret'), 1, secretBound(ctx, place), Buffer.from(plain));
}

/** Opens a secret of the workspace; Error when it was moved or changed. */
export async function openSecret(ctx: Ctx, place: SecretPlace, sealed: Sealed): Promise<string> {
  return openBytes(subKey(await workspaceKey(ctx), 'parley/1/secret'), secretBound(ctx, place), sealed).toString('utf8');
}

/** Keyed hashes of texts in this workspace, of `bytes` bytes each, that say nothing once the workspace key is gone. */
export async function workspaceHashes(ctx: Ctx, use: string, texts: readonly string[], bytes: number): Promise<Buffer[]> {
  const key = subKey(await workspaceKey(ctx), `parley/1/${use}`);
  return texts.map((text) => createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, bytes));
}

function secretBound(ctx: Ctx, place: SecretPlace): Buffer {
  return bind('secret', ctx.workspace, place.table, place.row, place.column);
}

async function remembered(ctx: Ctx, name: string, read: () => Promise<KeyObject>): Promise<KeyObject> {
  const { workspaces } = keyring.of(ctx);
  const known = workspaces.get(name) ?? fresh.get(ctx.db)?.get(name);
  if (known) return known;
  const key = await read();
  const own = fresh.get(ctx.db) ?? new Map<string, KeyObject>();
  fresh.set(ctx.db, own.set(name, key));
  ctx.db.afterCommit(() => workspaces.put(name, key));
  return key;
}
