// What `parley keys status` says: each level of keys, how old it is, and what still waits to be wrapped anew.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { ledgerKeyStatus } from '#ledger';
import { lastBackupEnds } from './backups.ts';
import { keyStore } from './key-store/key-store.ts';
import { keyPlaces } from './key-store/move.ts';
import { keyring } from './keyring.ts';
import { howManyToRenew, howManyWithTwo, runOf } from './reencrypt/store.ts';
import { waitingFor } from './roots/move.ts';
import { readPointer } from './roots/pointer.ts';
import { countWraps } from './rotation-store.ts';
import { dueAt } from './shred.ts';
import { everyWorkspaceKey, type WorkspaceKeyFacts, wasShreddedSince } from './store.ts';

export type KeyStatus = {
  /** `waiting` counts what another root, or an older version of it, still wraps; `from` names the roots an unfinished move still needs. */
  readonly root: { address: string; id: string; since: Date | undefined; waiting: number; from: readonly string[] };
  /** When the keys that sign links and reply addresses began to, null for those of the beginning; `former` counts those before them that are believed still. */
  readonly instance: { since: Date | null; former: number; formerUntil: Date | null };
  /** `waiting` counts keys of people still wrapped under a workspace key that is being replaced, or under an epoch that is ending. */
  readonly workspaces: readonly {
    workspace: WorkspaceId;
    version: number;
    since: Date;
    isBeingReplaced: boolean;
    ownRoot: string | null;
    people: number;
    waiting: number;
    /** Sealing anew that is under way: `waiting` counts keys that wait for a new one, or for the last value under the one before. */
    reencryption: { stage: string; since: Date; made: number; resealed: number; waiting: number } | null;
  }[];
  /** `ends` is null while nothing was shredded in this epoch. */
  readonly epoch: { number: number; since: Date; ends: Date | null };
  /** The key that signs the ledgers: `waiting` counts ledgers that did not change to it yet, `lost` those whose key is in no place, `kept` former ones that can still announce it. */
  readonly ledger: Awaited<ReturnType<typeof ledgerKeyStatus>>;
  /** Wraps in the key database (`apart`) and in the main one (`beside`), those that the first lacks, and those that are about to leave it; null where there is none. */
  readonly store: { apart: number; beside: number; missing: number; leaving: number } | null;
  readonly backupsOpenUntil: Date | undefined;
  readonly cacheSeconds: number;
};

export async function keyStatus(tools: Tools): Promise<KeyStatus> {
  const { roots, instance, epochs } = keyring.of({ tools });
  const { keyCacheSeconds, epochHours } = config.of({ tools });
  const { number, createdAt } = epochs.newest();
  const { rootId, madeAt } = await roots.current().health();
  const { rows, hasShredded } = await lookup(pool.of({ tools }), 'every-workspace', async (db) => ({
    rows: await everyWorkspaceKey(db),
    hasShredded: await wasShreddedSince(db, number),
  }));
  const workspaces = [];
  for (const row of rows) workspaces.push(await levelOf(tools, row, number));
  return {
    root: {
      address: roots.address(),
      id: rootId,
      since: madeAt,
      waiting: (await waitingFor(tools, rootId)).length,
      from: readPointer(roots.folder)?.from ?? [],
    },
    instance: instance.standing(clock.of({ tools })()),
    workspaces,
    epoch: { number, since: createdAt, ends: hasShredded ? new Date(dueAt(createdAt, epochHours)) : null },
    ledger: await ledgerKeyStatus(tools),
    store: await storeOf(tools),
    backupsOpenUntil: lastBackupEnds(tools),
    cacheSeconds: keyCacheSeconds,
  };
}

async function storeOf(tools: Tools): Promise<KeyStatus['store']> {
  if (keyStore.of({ tools }) === undefined) return null;
  const { apart, beside, missing, leaving } = await keyPlaces(tools);
  return { apart, beside, missing, leaving };
}

async function levelOf(tools: Tools, row: WorkspaceKeyFacts, epoch: number): Promise<KeyStatus['workspaces'][number]> {
  const { workspace_id: workspace, version, created_at: since, previous_root, own_root: ownRoot } = row;
  const [counted, reencryption] = await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, async (ctx) => [
    await countWraps(ctx, version, epoch),
    await reencryptionOf(ctx),
  ]);
  return {
    workspace,
    version,
    since,
    isBeingReplaced: previous_root !== null,
    ownRoot,
    people: counted.keys,
    waiting: Math.max(counted.waiting, counted.old),
    reencryption,
  };
}

async function reencryptionOf(ctx: Ctx): Promise<KeyStatus['workspaces'][number]['reencryption']> {
  const run = await runOf(ctx);
  if (run === undefined || run.stage === 'done') return null;
  const { stage, began_at: since, made, resealed, everyone } = run;
  const toCome = everyone && stage === 'making' ? await howManyToRenew(ctx, since) : 0;
  return { stage, since, made, resealed, waiting: toCome + (await howManyWithTwo(ctx)) };
}
