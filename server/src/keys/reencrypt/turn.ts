// One small transaction of a run, in which no other process works on the same run, and which does nothing once the run has gone on without us.
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { heldRun, olderTransactions, type Run } from './store.ts';

export type Step = 'begun' | 'made' | 'fenced' | 'value' | 'file' | 'secret' | 'sealed' | 'dropped' | 'done';
/** `batch` bounds how many keys are made or let go of, and how many values are sealed anew, in one transaction. */
export type Course = {
  readonly tools: Tools;
  readonly workspace: WorkspaceId;
  readonly batch: number;
  readonly onStep: (step: Step) => void;
  /** Waits a little for others; false when there is no time for that now. */
  readonly pause: () => Promise<boolean>;
};
/** `waits`: somebody else must end first; `moved`: look again which stage it is. */
export type Outcome = 'moved' | 'waits';

export function asKeys<T>({ tools, workspace }: Pick<Course, 'tools' | 'workspace'>, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, work);
}

/** Runs `work` with the run as it is now while it stands where `run` says; undefined when it does not any more. */
export function inTurn<T>(course: Course, run: Run, work: (ctx: Ctx, now: Run) => Promise<T>): Promise<T | undefined> {
  return asKeys(course, async (ctx) => {
    const now = await heldRun(ctx);
    return now?.stage === run.stage && now.turn === run.turn ? work(ctx, now) : undefined;
  });
}

/** Whether everybody who began before this stage has ended: what they sealed or read by the keys of then is done. */
export async function isFenced(course: Course): Promise<boolean> {
  return (await asKeys(course, olderTransactions)) === 0;
}
