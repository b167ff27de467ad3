// A company brings its own root key: it wraps the company's key instead of the root of the house. Whoever holds it can take it away, and within the published time
// (PARLEY_KEY_CACHE_SECONDS) nothing of that company is read or written; given back, everything is as it was. The others notice nothing.
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { keyring, replacedTopic } from '../keyring.ts';
import { everyWorkspaceKey, takeRotationLock } from '../store.ts';
import { forgetWorkspaceKey } from '../workspace.ts';
import { moveWorkspace, prove } from './move.ts';

/** Puts a company under the root at an address, or with null back under that of the house. Replace its key afterwards: old backups hold it wrapped by the root before. Undefined when another node rotates right now. */
export async function bringOwnRoot(tools: Tools, workspace: WorkspaceId, address: string | null): Promise<true | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeRotationLock(db))) return undefined;
    if (!(await everyWorkspaceKey(db)).some((row) => row.workspace_id === workspace)) throw new Error('there is no such company here');
    if (address !== null) await prove(keyring.of({ tools }).roots, address);
    await moveWorkspace(tools, workspace, address);
    await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, async (ctx) => {
      ctx.db.afterCommit(() => forgetWorkspaceKey(ctx)); // what is in memory without an end gets one
      tellPages(ctx, { topic: replacedTopic, ids: {} });
    });
    return true;
  });
}
