// Epoch rotation: new epoch key → fence → re-wrap the living, workspace by workspace → destroy the old epoch keys → record it. After a crash at any step the
// next run finds more than one epoch key in the folder and goes on: re-wrapping twice does no harm, and nothing is destroyed while a key still needs it.

import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Db, lookup } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { type Code, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { unlessClosed } from './departed.ts';
import { missingIn } from './key-store/away.ts';
import { keyring, rotatedTopic } from './keyring.ts';
import { destroyShares, putAside, shares } from './set-aside.ts';
import { dueAt } from './shred.ts';
import {
  areSomeBefore,
  everyWorkspaceKey,
  insertEpochEnd,
  moveToEpoch,
  rowsBefore,
  storeRewrapped,
  takeRotationLock,
  waitForJoined,
  wasShreddedSince,
  workspacesWithUnrecordedEnd,
} from './store.ts';
import { rewrapRow } from './subjects.ts';

type Rotation = { readonly rotated: boolean; readonly epoch: number; readonly rewrapped: number; readonly destroyed: number[] };
type Step = 'created' | 'fenced' | 'moved' | 'batch' | 'rewrapped' | 'destroyed' | 'recorded';
/** `batch` is how many keys one transaction re-wraps. */
type Options = { readonly force?: boolean; readonly batch?: number; readonly onStep?: (step: Step) => void };

/** Makes a new epoch key, re-wraps the living, destroys the old epoch key; finishes what a crash left. Without `force` only when it is due. One node at a time; others get `rotated: false`. */
export async function rotateEpoch(tools: Tools, { force = false, batch = 500, onStep = () => undefined }: Options = {}): Promise<Rotation> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    const { epochs, roots } = keyring.of({ tools });
    const idle = (): Rotation => ({ rotated: false, epoch: epochs.newest().number, rewrapped: 0, destroyed: [] });
    if (!(await takeRotationLock(db))) return idle();
    await epochs.reload();
    epochs.clean();
    const unfinished = epochs.numbers().length > 1;
    const ends = unfinished || force || (await isDue(tools, db));
    if (!ends && shares(roots.folder).length === 0) {
      await recordEnds(tools, db, onStep);
      return idle();
    }
    if (ends && !unfinished) await epochs.create(clock.of({ tools })());
    onStep('created');
    await lookup(pool.of({ tools }), 'every-workspace', waitForJoined); // whoever is making a workspace key under the old epoch commits first
    onStep('fenced');
    const target = epochs.newest().number;
    let rewrapped = 0;
    const lacking: unknown[] = [];
    const all = await everyWorkspaceKey(db);
    for (const { workspace_id } of all) rewrapped += await rewrapOrPutAside(lacking, tools, workspace_id, target, batch, onStep);
    if (lacking.length > 0 && lacking.length === all.length) throw lacking[0]; // an empty key database must not become a final one
    onStep('rewrapped');
    const destroyed = epochs.numbers().filter((number) => number < target);
    for (const number of destroyed) epochs.destroy(number);
    onStep('destroyed');
    await recordEnds(tools, db, onStep);
    log.of({ tools })('info', 'keys.epoch-rotated', { epoch: target, rewrapped, destroyed: destroyed.length });
    return { rotated: ends, epoch: target, rewrapped, destroyed };
  });
}

async function isDue(tools: Tools, db: Db): Promise<boolean> {
  const { number, createdAt } = keyring.of({ tools }).epochs.newest();
  const old = clock.of({ tools })().getTime() >= dueAt(createdAt, config.of({ tools }).epochHours);
  return old && (await wasShreddedSince(db, number));
}

/** A company whose own root is withheld, or of which the key database lacks a key (`lacking` takes the error), is set aside; when it is back, what was set aside is re-wrapped and destroyed. */
async function rewrapOrPutAside(lacking: unknown[], ...given: Parameters<typeof rewrapWorkspace>): Promise<number> {
  const [tools, workspace, target] = given;
  const { epochs, roots } = keyring.of({ tools });
  try {
    const count = await rewrapWorkspace(...given);
    destroyShares(roots.folder, workspace);
    return count;
  } catch (error) {
    const missing = missingIn(error);
    if (missing === undefined && !(error instanceof Problem && error.code === 'key-withheld')) throw error;
    if (missing !== undefined) lacking.push(error);
    for (const number of epochs.numbers().filter((each) => each < target)) {
      const epoch = await epochs.find(number);
      if (epoch) await putAside(roots, epoch, workspace);
    }
    log.of({ tools })(missing === undefined ? 'warn' : 'error', 'keys.company-set-aside', {
      workspace,
      missing: missing as Code | undefined,
    });
    return 0;
  }
}

async function rewrapWorkspace(
  tools: Tools,
  workspace: WorkspaceId,
  target: number,
  batch: number,
  onStep: (step: Step) => void,
): Promise<number> {
  await asKeys(tools, workspace, (ctx) => moveToEpoch(ctx, target)); // waits for keys being made under the old epoch; later ones are made under the new
  onStep('moved');
  let count = 0;
  for (let after = ''; ; ) {
    const done = await asKeys(tools, workspace, (ctx) => rewrapBatch(ctx, target, after, batch));
    if (done.length === 0) break;
    count += done.length;
    after = done.at(-1) ?? after;
    onStep('batch');
  }
  if (await asKeys(tools, workspace, (ctx) => areSomeBefore(ctx, target)))
    throw new Error('some keys are still wrapped under an old epoch key: it is kept');
  return count;
}

async function rewrapBatch(ctx: Ctx, target: number, after: string, batch: number): Promise<SubjectId[]> {
  const rows = [];
  const old = await rowsBefore(ctx, target, after, batch);
  for (const row of old) {
    const anew = await rewrapRow(ctx, row, target);
    if (anew === undefined) throw new Error(`epoch key ${row.epoch} is missing, but a key still needs it`);
    rows.push(anew);
  }
  if (rows.length > 0) await storeRewrapped(ctx, target, rows);
  return rows.map((row) => row.subject);
}

/** Tells every workspace in which something was shredded that the epoch keys up to then are no more; also after a crash between destroying and recording. */
async function recordEnds(tools: Tools, db: Db, onStep: (step: Step) => void): Promise<void> {
  const { epochs, roots } = keyring.of({ tools });
  const ended = (epochs.numbers()[0] ?? 0) - 1;
  const aside = new Set(shares(roots.folder).map((share) => share.workspace)); // their end is recorded when their share is destroyed
  for (const workspace of (await workspacesWithUnrecordedEnd(db, ended)).filter((each) => !aside.has(each))) {
    await unlessClosed(() =>
      asKeys(tools, workspace, async (ctx) => {
        if ((await insertEpochEnd(ctx, ended)) === 1) await append(ctx, { kind: 'keys.epoch-destroyed', facts: { epoch: ended } });
        tellPages(ctx, { topic: rotatedTopic, ids: { epoch: ended } });
      }),
    );
    onStep('recorded');
  }
}

function asKeys<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, work);
}
