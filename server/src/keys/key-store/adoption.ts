// Before a main database is tied to a key database that it did not work over last: what would be lacking, and what would go. To tie them first and count afterwards would be to choose blindly.
import type { Config } from '#kit/config';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { prepareKeyStore, type Settings } from './house-store.ts';
import { inKeyStore, type KeyStore, keyStore } from './key-store.ts';
import { keyPlaces } from './move.ts';
import { openStorePool } from './open-store.ts';
import { keptPage, type Named, refsInUse, refsLeaving, workspacesKept } from './store.ts';

const pageSize = 1000;

/** `missing` counts keys that this main database names and the key database lacks; `unnamed` wraps there that it neither names nor let go of. Changes nothing in either but the form of their tables. */
export async function lookBeforeAdoption(
  tools: Tools,
  settings: Settings & Pick<Config, 'poolSize'>,
): Promise<{ missing: number; unnamed: number }> {
  await prepareKeyStore(settings);
  const before = tools.get(keyStore.name) as KeyStore | undefined;
  const store = await openStorePool(tools, settings);
  keyStore.set(tools, store);
  try {
    const { missing } = await keyPlaces(tools);
    let unnamed = 0;
    for (const workspace of await lookup(store.pool, 'every-workspace', workspacesKept))
      unnamed += await unnamedOf(tools, store, workspace);
    return { missing, unnamed };
  } finally {
    keyStore.set(tools, before);
    await store.pool.end();
  }
}

async function unnamedOf(tools: Tools, store: KeyStore, workspace: WorkspaceId): Promise<number> {
  let count = 0;
  for (let after: Named = { owner: '', ref: Buffer.alloc(0) }; ; ) {
    const rows = await inKeyStore(tools, store, workspace, (db) => keptPage(db, workspace, after, pageSize));
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last;
    const known = await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, async (ctx) => [
      ...(await refsInUse(ctx, rows)),
      ...(await refsLeaving(ctx, rows)),
    ]);
    const names = new Set(known.map(({ owner, ref }) => `${owner} ${ref.toString('hex')}`));
    count += rows.filter(({ owner, ref }) => !names.has(`${owner} ${ref.toString('hex')}`)).length;
  }
}
