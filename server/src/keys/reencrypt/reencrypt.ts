// Re-encryption (Art. 32(1)): subjects get a new key and everything of theirs is sealed anew, while everybody goes on. New keys beside the present ones → seal every
// value anew → let go of the keys before. What stage it is stands in the database, so that a crash at any step is gone on with by the next run, and several
// runs at once take turns.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import { holdings } from '#kit/holding';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { everyWorkspaceKey } from '../store.ts';
import { isLive } from '../subjects.ts';
import { isWithheld } from '../workspace.ts';
import { declaredSeals } from './declared.ts';
import { letGo } from './let-go.ts';
import { makeKeys, renew } from './make.ts';
import { sealAnew } from './seal-anew.ts';
import { begin, heldRun, howManyToRenew, insertRun, type Run, rowToRenew, runOf, toStage, widen, workspacesWithRun } from './store.ts';
import { asKeys, type Course, type Outcome, type Step } from './turn.ts';

export type Progress = { readonly workspace: WorkspaceId; readonly stage: Run['stage']; readonly made: number; readonly resealed: number };
type Options = {
  readonly batch?: number;
  readonly pauseMs?: number;
  readonly onStep?: (step: Step) => void;
  readonly onProgress?: (progress: Progress) => void;
};
/** `made` counts new keys, `resealed` values and files; `withheld` companies whose own root does not give their key now. */
export type Reencrypted = { readonly workspaces: number; readonly made: number; readonly resealed: number; readonly withheld: number };

/** Gives everybody of every company (of one, or one subject alone) a new key and seals anew what is under the present one; an interrupted run is gone on with. Error for a company or subject that is not here, and, once all others are done, one that names each company whose run failed. */
export async function reencrypt(
  tools: Tools,
  { workspace, subject }: { workspace?: WorkspaceId | undefined; subject?: SubjectId | undefined },
  { batch = 50, pauseMs = 200, onStep = () => undefined, onProgress = () => undefined }: Options = {},
): Promise<Reencrypted> {
  const known = (await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey)).map((row) => row.workspace_id);
  const asked = known.filter((each) => workspace === undefined || each === workspace);
  if (workspace !== undefined && asked.length === 0) throw new Error('there is no such company here');
  const [found, all] = [{ made: 0, resealed: 0, withheld: 0 }, subject === undefined ? asked : await homeOf(tools, asked, subject)];
  const failures: string[] = [];
  for (const each of all) {
    const pause = () => sleep(pauseMs, true);
    const course: Course = { tools, workspace: each, batch, onStep, pause };
    const failed = await unlessItFails(course, async () => {
      if (await asKeys(course, isWithheld)) {
        found.withheld += 1;
        return;
      }
      while (!(await asKeys(course, (ctx) => enter(ctx, subject)))) await pause();
      onStep('begun');
      await goOn(course, onProgress);
      const run = await asKeys(course, runOf);
      found.made += run?.made ?? 0;
      found.resealed += run?.resealed ?? 0;
    });
    if (failed) failures.push(failed);
  }
  if (failures.length > 0) throw new Error(failures.join('; '));
  return { workspaces: all.length - found.withheld, ...found };
}

/** Goes on with runs that were interrupted, as far as it can without waiting. */
export async function goOnWithRuns(tools: Tools): Promise<void> {
  for (const workspace of await lookup(pool.of({ tools }), 'every-workspace', workspacesWithRun)) {
    const course: Course = { tools, workspace, batch: 50, onStep: () => undefined, pause: () => Promise.resolve(false) };
    await unlessItFails(course, async () => {
      if (!(await asKeys(course, isWithheld))) await goOn(course, () => undefined);
    });
  }
}

/** One company does not stop those after it: gives what is wrong with it, in the words of the error, and logs its code. */
async function unlessItFails({ tools, workspace }: Course, work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    log.of({ tools })('error', 'keys.reencryption-failed', { workspace, error: errorCode(error) });
    return `${workspace}: ${(error as Error).message}`;
  }
}

/** Stage by stage until the run is done, or until somebody must be waited for and there is no time for it. */
async function goOn(course: Course, onProgress: (progress: Progress) => void): Promise<void> {
  for (;;) {
    const run = await asKeys(course, runOf);
    if (run === undefined || run.stage === 'done') return;
    const outcome: Outcome = await stages[run.stage](course, run);
    const { stage = run.stage, made = 0, resealed = 0 } = (await asKeys(course, runOf)) ?? {};
    onProgress({ workspace: course.workspace, stage, made, resealed });
    if (outcome === 'waits' && !(await course.pause())) return;
  }
}

const stages = { making: makeKeys, sealing: sealAnew, 'letting-go': letGo } as const;

async function homeOf(tools: Tools, workspaces: readonly WorkspaceId[], subject: SubjectId): Promise<WorkspaceId[]> {
  for (const workspace of workspaces) if (await asKeys({ tools, workspace }, (ctx) => isLive(ctx, subject))) return [workspace];
  throw new Error('nobody here has this id, or they were erased');
}

/** Begins a run, or joins the one that is under way and widens it where more is asked; false when an epoch was replaced at this moment: the next try finds the new one. */
async function enter(ctx: Ctx, subject: SubjectId | undefined): Promise<boolean> {
  declaredSeals(holdings.of(ctx)); // before any key is made: a run must not begin what it cannot end
  await insertRun(ctx);
  const run = await heldRun(ctx);
  if (run === undefined) throw new Error('a run vanished');
  const row = subject && (await rowToRenew(ctx, subject));
  if (subject !== undefined && row === undefined) throw new Error('nobody here has this id, or they were erased');
  if (run.stage === 'done') {
    await begin(ctx, subject === undefined);
    const keys = subject === undefined ? await howManyToRenew(ctx, ctx.now) : 1;
    await append(ctx, { kind: 'keys.reencryption-begun', facts: { keys } });
  } else if (subject === undefined && !run.everyone) await widen(ctx);
  if (!row || row.previous !== null) return true; // under way already
  await toStage(ctx, 'making'); // what was fenced before is not fenced for this key
  return renew(ctx, ctx.now, [row]);
}
