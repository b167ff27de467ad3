// Last stage: the keys before go, once nothing is under them and nobody who read an old value still needs them. They die as shredded keys do: the row forgets them,
// a tombstone makes the epoch end, and with its key no old log and no old backup opens them.
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { live } from '#kit/live';
import { log } from '#kit/log';
import { append } from '#ledger';
import { forgetRenewed, keyring, renewedTopic } from '../keyring.ts';
import { dropSecretKeysBefore } from '../secrets.ts';
import { insertTombstones, workspaceKeyRow } from '../store.ts';
import { workspaceHashes } from '../workspace.ts';
import { type Declared, declaredSeals } from './declared.ts';
import { areFilesBefore } from './files.ts';
import { areSomeBefore } from './seal-anew.ts';
import { dropKeysBefore, heldRun, type Run, subjectsWithTwo, toStage, type Versions } from './store.ts';
import { type Course, inTurn, isFenced, type Outcome } from './turn.ts';

const perEvent = 100; // ids in one event: a notification holds 8,000 bytes

/** Lets go of one batch of keys; when there is none left, the run is done. */
export async function letGo(course: Course, run: Run): Promise<Outcome> {
  if (!(await isFenced(course))) return 'waits'; // whoever read a value before it was sealed anew has opened it
  const declared = declaredSeals(holdings.of(course));
  const step = await inTurn(course, run, async (ctx) => {
    const group = await subjectsWithTwo(ctx, '', Math.min(course.batch, perEvent));
    const versions = new Map(group.map((row) => [row.subject as string, row.version]));
    if (await isLeft(ctx, run, declared, versions)) {
      log.of(ctx)('warn', 'keys.sealed-before-again', { workspace: ctx.workspace }); // by an older program at work beside us
      await toStage(ctx, 'sealing');
      return 'again' as const;
    }
    if (group.length === 0) return finish(ctx);
    const subjects = group.map((row) => row.subject);
    await dropKeysBefore(ctx, subjects);
    await leaveTombstone(ctx);
    tellNodes(ctx, { subjects: subjects.join(',') });
    return 'dropped' as const;
  });
  if (step === 'dropped' || step === 'done') course.onStep(step);
  return 'moved';
}

async function isLeft(ctx: Ctx, run: Run, { values, files, secrets }: Declared, versions: Versions): Promise<boolean> {
  if ((await areSomeBefore(ctx, values, versions)) || (await areFilesBefore(ctx, files, versions))) return true;
  return run.secrets !== null && areSomeBefore(ctx, secrets, new Map([[ctx.workspace as string, run.secrets]]));
}

async function finish(ctx: Ctx): Promise<'done'> {
  const run = await heldRun(ctx);
  if (run?.secrets) {
    await dropSecretKeysBefore(ctx, run.secrets);
    tellNodes(ctx, { secrets: run.secrets });
  }
  await toStage(ctx, 'done');
  await append(ctx, { kind: 'keys.reencrypted', facts: { keys: run?.made ?? 0, values: run?.resealed ?? 0 } });
  return 'done';
}

/** One per epoch is enough: it stands for no person, and says that something died in this epoch. */
async function leaveTombstone(ctx: Ctx): Promise<void> {
  const epoch = Math.max(keyring.of(ctx).epochs.newest().number, (await workspaceKeyRow(ctx))?.epoch ?? 0);
  const [mark] = await workspaceHashes(ctx, 'mark', [`reencrypted in ${epoch}`], 16);
  if (mark) await insertTombstones(ctx, [{ mark, epoch }]);
}

/** After the commit every node forgets what it holds of these in memory; the next use reads it from the database again. */
function tellNodes(ctx: Ctx, ids: Readonly<Record<string, string | number>>): void {
  const [bus, ring] = [live.of(ctx), keyring.of(ctx)];
  ctx.db.afterCommit(() => {
    forgetRenewed(ring, ctx.workspace, ids);
    bus.publish(ctx.workspace, { topic: renewedTopic, ids });
  });
}
