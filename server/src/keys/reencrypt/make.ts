// First stage: new keys, each with the present one beside it. From the commit on new values are sealed under the new key, and old ones still open.
import type { Ctx } from '#kit/ctx';
import { mostVersion } from '#kit/seal';
import { keyring } from '../keyring.ts';
import { makeSecretKey } from '../secrets.ts';
import type { SubjectKeyRow } from '../store.ts';
import { renewRow } from '../subjects.ts';
import { forgetWorkspaceKey, workspaceKeys } from '../workspace.ts';
import { countMore, holdsWrapper, howManyToRenew, noteSecrets, putRenewed, type Run, rowsToRenew, toStage } from './store.ts';
import { type Course, inTurn, type Outcome } from './turn.ts';

/** Makes one batch of keys; when there is none left, the values are next. */
export async function makeKeys(course: Course, run: Run): Promise<Outcome> {
  const made = await inTurn(course, run, async (ctx, { secrets }) => {
    if (run.everyone && secrets === null) await noteSecrets(ctx, await makeSecretKey(ctx));
    const rows = run.everyone ? await rowsToRenew(ctx, run.began_at, course.batch) : [];
    if (rows.length > 0) return (await renew(ctx, run.began_at, rows)) ? rows.length : undefined;
    if (run.everyone && (await howManyToRenew(ctx, run.began_at)) > 0) return undefined; // somebody is shredding them
    await toStage(ctx, 'sealing');
    return 0;
  });
  if (made !== undefined && made > 0) course.onStep('made');
  return made === undefined ? 'waits' : 'moved';
}

/** Gives these rows, which are locked, new keys; false when an epoch or the workspace key was replaced at this moment. */
export async function renew(ctx: Ctx, began: Date, rows: readonly SubjectKeyRow[]): Promise<boolean> {
  const { epochs } = keyring.of(ctx);
  const epoch = epochs.newest().number;
  const { version } = await workspaceKeys(ctx);
  const renewed = [];
  for (const row of rows) {
    if (row.version === mostVersion) throw new Error('a key was replaced as often as can be counted');
    const anew = await renewRow(ctx, row, epoch);
    if (anew) renewed.push(anew);
  }
  if (renewed.length < rows.length || !(await holdsWrapper(ctx, epoch, version))) {
    await epochs.reload();
    forgetWorkspaceKey(ctx);
    return false;
  }
  await putRenewed(ctx, epoch, began, renewed);
  await countMore(ctx, renewed.length, 0);
  return true;
}
