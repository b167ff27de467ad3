// Replacing the key of a workspace while everybody goes on: a new one beside the old → wrap anew the keys of its people, batch by batch → let go of the old one.
// Everything here is re-wrapped; what is sealed under the keys below stays as it is. A crash at any step is gone on with by the next run.

import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { type Code, log } from '#kit/log';
import { act, pool } from '#kit/pool';
import { mostVersion, newKey, unwrapKey, versionOf, wrapKey } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { unlessClosed } from './departed.ts';
import { missingIn } from './key-store/away.ts';
import { keyring, replacedTopic } from './keyring.ts';
import { heldRun } from './reencrypt/store.ts';
import { dropPreviousKey, everyIndexKey, replaceWorkspaceKey, rowsOfOtherVersion, storeIndexKey } from './rotation-store.ts';
import { everyWorkspaceKey, insertIndexKey, newestSecretVersion, storeRewrapped, takeRotationLock, workspaceKeyRow } from './store.ts';
import { rewrapRow } from './subjects.ts';
import {
  boundToWorkspace,
  derivedKey,
  fieldWrap,
  forgetWorkspaceKey,
  isWithheld,
  lastingField,
  lastingUses,
  workspaceKeyOf,
  workspaceKeys,
} from './workspace.ts';

type Step = 'replaced' | 'batch' | 'rewrapped' | 'dropped';
type Options = {
  readonly batch?: number;
  readonly onStep?: (step: Step) => void;
  readonly onProgress?: (workspace: WorkspaceId, rewrapped: number) => void;
};
/** `withheld` counts companies whose own root does not give their key now, or of which the key database lacks one: they keep it. */
type Replaced = { readonly workspaces: number; readonly rewrapped: number; readonly withheld: number };

/** Gives every workspace (or the one named) a new key; where an interrupted run left two, that one is finished instead. Undefined when another node rotates or moves right now. */
export async function replaceWorkspaceKeys(
  tools: Tools,
  only?: WorkspaceId,
  { batch = 500, onStep = () => undefined, onProgress = () => undefined }: Options = {},
): Promise<Replaced | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeRotationLock(db))) return undefined;
    const all = (await everyWorkspaceKey(db)).filter((row) => only === undefined || row.workspace_id === only);
    if (only !== undefined && all.length === 0) throw new Error('there is no such company here');
    let [rewrapped, withheld] = [0, 0];
    for (const { workspace_id, previous_root } of all) {
      if (await asKeys(tools, workspace_id, isWithheld)) {
        withheld += 1;
        continue;
      }
      try {
        if (previous_root === null) await unlessClosed(() => asKeys(tools, workspace_id, replaceOne));
        onStep('replaced');
        for (let after: SubjectId | '' = ''; ; ) {
          const done: SubjectId[] = await asKeys(tools, workspace_id, (ctx) => rewrapBatch(ctx, after, batch));
          if (done.length === 0) break;
          rewrapped += done.length;
          after = done.at(-1) ?? after;
          onStep('batch');
          onProgress(workspace_id, rewrapped);
        }
        onStep('rewrapped');
        await unlessClosed(() => asKeys(tools, workspace_id, finish));
        onStep('dropped');
      } catch (error) {
        const missing = missingIn(error);
        if (missing === undefined || all.length === 1) throw error;
        withheld += 1;
        log.of({ tools })('error', 'keys.company-set-aside', { workspace: workspace_id, missing: missing as Code });
      }
    }
    return { workspaces: all.length - withheld, rewrapped, withheld };
  });
}

/** In one commit: the new key, what was derived from the first one written down, and the keys of blind indexes wrapped anew. */
async function replaceOne(ctx: Ctx): Promise<void> {
  forgetWorkspaceKey(ctx);
  const { roots } = keyring.of(ctx);
  const old = await workspaceKeys(ctx);
  const made = { version: old.version + 1, key: newKey() };
  if (made.version > mostVersion) throw new Error('this workspace key was replaced as often as can be counted');
  const own = (await workspaceKeyRow(ctx))?.own_root ?? undefined;
  const wrapped = await roots.wrap('workspace', boundToWorkspace(ctx.workspace), made.key, own);
  if (old.version === 0)
    for (const use of lastingUses) {
      if (use === 'secret' && (await isSecretRenewed(ctx))) continue; // the first one dies with the key it follows from
      const { under, bound } = fieldWrap(ctx.workspace, lastingField(use), old);
      await insertIndexKey(ctx, lastingField(use), wrapKey(under, bound, derivedKey(old, use)), 0);
    }
  if ((await replaceWorkspaceKey(ctx, wrapped, old.version)) !== 1) throw new Error('the workspace key changed meanwhile'); // waits for keys being made under the old one
  for (const { field, wrapped: before } of await everyIndexKey(ctx)) {
    const from = fieldWrap(ctx.workspace, field, await holderOf(before));
    const to = fieldWrap(ctx.workspace, field, made);
    await storeIndexKey(ctx, field, wrapKey(to.under, to.bound, unwrapKey(from.under, from.bound, before), made.version));
  }
  tellNodes(ctx);

  async function holderOf(bytes: Buffer) {
    return versionOf(bytes) === old.version ? old : workspaceKeyOf(ctx, versionOf(bytes));
  }
}

/** Whether nothing is sealed any more under the key of secrets that follows from the first workspace key. */
async function isSecretRenewed(ctx: Ctx): Promise<boolean> {
  return (await newestSecretVersion(ctx)) > 1 && (await heldRun(ctx))?.stage === 'done';
}

async function rewrapBatch(ctx: Ctx, after: SubjectId | '', batch: number): Promise<SubjectId[]> {
  const epoch = keyring.of(ctx).epochs.newest().number;
  const { version } = await workspaceKeys(ctx);
  const rows = [];
  for (const row of await rowsOfOtherVersion(ctx, version, after, batch)) {
    const anew = await rewrapRow(ctx, row, epoch);
    if (anew === undefined) throw new Error(`epoch key ${row.epoch} is missing, but a key still needs it`);
    rows.push(anew);
  }
  if (rows.length > 0) await storeRewrapped(ctx, epoch, rows);
  return rows.map((row) => row.subject);
}

async function finish(ctx: Ctx): Promise<void> {
  forgetWorkspaceKey(ctx);
  const { version } = await workspaceKeys(ctx);
  if ((await rowsOfOtherVersion(ctx, version, '', 1)).length > 0)
    throw new Error('some keys are still wrapped under the old workspace key: it is kept');
  if ((await dropPreviousKey(ctx, version)) === 0) throw new Error('the workspace key was replaced again meanwhile');
  await append(ctx, { kind: 'keys.workspace-rotated', facts: { version } });
  tellNodes(ctx);
}

/** Also this node forgets, before and after the commit: what was read meanwhile is older. */
function tellNodes(ctx: Ctx): void {
  forgetWorkspaceKey(ctx);
  ctx.db.afterCommit(() => forgetWorkspaceKey(ctx));
  tellPages(ctx, { topic: replacedTopic, ids: {} });
}

function asKeys<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, work);
}
