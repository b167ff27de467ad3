// What goes from the key store: what the main database let go of (a shred, a rewrap, the end of a company), and what a crash left there that nothing names. The note of the first stands in
// the very commit that let go, and falls only once the key store has committed its delete, so that a crash at any step is gone on with.
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { beside, inKeyStore, keyStore } from './key-store.ts';
import {
  dropKept,
  dropOwnersOf,
  forgetLeaving,
  holdOffBackups,
  howManyLeaving,
  leavingOf,
  refsInUse,
  settleKept,
  unsettledOf,
  workspacesLeaving,
  workspacesUnsettled,
} from './store.ts';
import { mainTurn, restsAfterAdoption } from './turn-store.ts';
import { mainTurnOf, refuseElsewhere } from './turns.ts';

const atOnce = 500;

/** Removes what is to leave, of every company or one. */
export async function removeLeaving(tools: Tools, only?: WorkspaceId): Promise<void> {
  if (keyStore.of({ tools }) === undefined) return;
  const all = only === undefined ? await lookup(pool.of({ tools }), 'every-workspace', workspacesLeaving) : [only];
  for (const workspace of all) while ((await asKeys(tools, workspace, removeSome)) === atOnce);
}

async function removeSome(ctx: Ctx): Promise<number> {
  const store = keyStore.of(ctx);
  await holdOffBackups(ctx);
  const rows = await leavingOf(ctx, atOnce);
  if (store === undefined || rows.length === 0) return 0;
  await inKeyStore(ctx.tools, store, ctx.workspace, async (db) => {
    await refuseElsewhere(db, () => mainTurn(ctx.db));
    await dropKept(db, ctx.workspace, rows);
    await dropOwnersOf(
      db,
      ctx.workspace,
      rows.filter((row) => row.whole).map((row) => row.owner),
    );
  });
  store.onStep('dropped');
  await forgetLeaving(ctx, rows);
  return rows.length;
}

/** After the commit, beside the answer: what this transaction lets go of leaves the key store too. */
export function removeAfterCommit(ctx: Ctx): void {
  const store = keyStore.of(ctx);
  if (store !== undefined) ctx.db.afterCommit(() => beside(ctx.tools, store, () => removeLeaving(ctx.tools, ctx.workspace)));
}

/** Whether keys lie in a database of their own. */
export const areKeysApart = (tools: Tools): boolean => keyStore.of({ tools }) !== undefined;

/** Whether nothing of these owners (of the whole company without any) is left in the key store that the main database let go of; removes it first. False while the key store is away, or this node knows of none although notes say that there is one. */
export async function areKeysGone(tools: Tools, workspace: WorkspaceId, owners?: readonly string[]): Promise<boolean> {
  const left = () => asKeys(tools, workspace, (ctx) => howManyLeaving(ctx, owners));
  try {
    if ((await left()) === 0) return true;
    await removeLeaving(tools, workspace);
    return (await left()) === 0;
  } catch (error) {
    log.of({ tools })('warn', 'keys.removal-waits', { workspace, error: errorCode(error) });
    return false;
  }
}

/**
 * Looks once at each wrap that is a day old: what the main database names stays for good, what nothing names goes. No transaction takes a day. Rests for seven days after an adoption: what only the
 * other main database names is its way back. Gives how many went.
 */
export async function sweepOrphans(tools: Tools): Promise<number> {
  const store = keyStore.of({ tools });
  if (store === undefined || (await lookup(pool.of({ tools }), 'key-turn', restsAfterAdoption))) return 0;
  let gone = 0;
  for (const workspace of await lookup(store.pool, 'every-workspace', workspacesUnsettled))
    for (;;) {
      const rows = await inKeyStore(tools, store, workspace, (db) => unsettledOf(db, workspace, atOnce));
      if (rows.length === 0) break;
      const used = await asKeys(tools, workspace, (ctx) => refsInUse(ctx, rows));
      const names = new Set(used.map(({ ref }) => ref.toString('hex')));
      const orphans = rows.filter(({ ref }) => !names.has(ref.toString('hex')));
      await inKeyStore(tools, store, workspace, async (db) => {
        await refuseElsewhere(db, mainTurnOf(tools));
        await settleKept(db, workspace, used);
        await dropKept(db, workspace, orphans);
      });
      gone += orphans.length;
    }
  if (gone > 0) log.of({ tools })('info', 'keys.orphans-swept', { count: gone });
  return gone;
}

function asKeys<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, work);
}
