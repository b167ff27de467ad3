// Sign-ins and proofs that failed at an account that is there: counted in memory, and written into the ledger apart from the answer, so that nobody learns from the time of an answer whether an address
// is known. The first at an account is written within half a minute, what follows once an hour with its sum, so that nobody fills the ledger by guessing.
import type { Ctx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock } from '#kit/pool';
import type { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import { append, sumBySubject } from '#ledger';

type Account = { readonly workspace: WorkspaceId; readonly staff: StaffId };
/** `tries` are those since the last entry, which was written at `written` (ms; 0 for none yet). */
type Refused = Account & { readonly because: string; readonly tries: number; readonly written: number };
export const refusedSignIns = tool<Map<string, Refused>>('access.refused-sign-ins');
const kind = 'staff.sign-in-refused';
const mostKept = 10_000;
const everyMs = 30_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Tries at one account within a day that are more than somebody who mistypes needs. */
const mostTries = 50;
/** And at all accounts of a company together: so many, or three for each account where that is more. */
const mostOfAll = { tries: 200, each: 3 } as const;

/** Counts a refusal; that a code comes next is none, and what the throttle refused was not tried. */
export function noteRefusal(tools: Tools, { workspace, staff }: Account, { code: because }: Pick<Problem, 'code'>): void {
  const refused = refusedSignIns.of({ tools });
  const key = `${workspace} ${staff} ${because}`;
  const known = refused.get(key);
  if (because === 'code-needed' || because === 'too-many' || (!known && refused.size >= mostKept)) return;
  refused.set(key, { workspace, staff, because, tries: (known?.tries ?? 0) + 1, written: known?.written ?? 0 });
}

/** Writes down what is due, or with `all` whatever was counted; what could not be written stays, and is tried again. */
export async function recordRefusals(tools: Tools, { all = false } = {}): Promise<void> {
  const refused = refusedSignIns.of({ tools });
  const now = clock.of({ tools })().getTime();
  for (const [key, { workspace, staff, because, tries, written }] of [...refused]) {
    const isDue = all || now - written >= hourMs;
    if (isDue && tries === 0) refused.delete(key);
    if (!isDue || tries === 0) continue;
    await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, (ctx) =>
      append(ctx, { kind, subject: staff, facts: { because, tries } }),
    ).then(
      () => {
        const more = (refused.get(key)?.tries ?? tries) - tries; // counted while this was written
        refused.set(key, { workspace, staff, because, tries: more, written: now });
      },
      (error: unknown) => log.of({ tools })('error', 'access.refusals-not-recorded', { workspace, tries, error: errorCode(error) }),
    );
  }
}

/** Goes on until the returned function is called, which writes what is left. */
export function keepRecordingRefusals(tools: Tools): () => Promise<void> {
  refusedSignIns.set(tools, new Map());
  const timer = setInterval(() => void recordRefusals(tools), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await recordRefusals(tools, { all: true });
  };
}

const triesOf = (ctx: Ctx) => sumBySubject(ctx, { kind, from: new Date(ctx.now.getTime() - dayMs), fact: 'tries' });

/** Accounts at which somebody guessed within the last day, however many others were guessed at. */
export async function guessedAt(ctx: Ctx): Promise<StaffId[]> {
  return [...(await triesOf(ctx))].flatMap(([staff, count]) => (count > mostTries ? [staff as StaffId] : []));
}

/** Whether somebody tried a few passwords at many accounts within the last day (password spraying); `accounts` is how many the company has. */
export async function isSprayed(ctx: Ctx, accounts: number): Promise<boolean> {
  let total = 0;
  for (const count of (await triesOf(ctx)).values()) total += count;
  return total > Math.max(mostOfAll.tries, mostOfAll.each * accounts);
}
