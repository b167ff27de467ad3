// Sign-ins and proofs that failed at an account that is there: counted in memory and written into the ledger twice a minute, so that nobody learns from the time of an answer whether an
// address is known, and nobody fills the ledger by guessing.
import type { Ctx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import { append, list } from '#ledger';

type Refused = { readonly workspace: WorkspaceId; readonly staff: StaffId; readonly because: string; readonly tries: number };
type Account = Pick<Refused, 'workspace' | 'staff'>;
export const refusedSignIns = tool<Map<string, Refused>>('access.refused-sign-ins');
const kind = 'staff.sign-in-refused';
const mostKept = 10_000;
const everyMs = 30_000;
const dayMs = 86_400_000;
/** Tries at one account within a day that are more than somebody who mistypes needs. */
const mostTries = 50;
const pageSize = 200;

/** Counts a refusal; that a code comes next is none. */
export function noteRefusal(tools: Tools, { workspace, staff }: Account, { code: because }: Pick<Problem, 'code'>): void {
  const refused = refusedSignIns.of({ tools });
  const key = `${workspace} ${staff} ${because}`;
  const known = refused.get(key);
  if (because === 'code-needed' || because === 'too-many' || (!known && refused.size >= mostKept)) return;
  refused.set(key, { workspace, staff, because, tries: (known?.tries ?? 0) + 1 });
}

/** Writes down what was counted since, one entry for each account and reason. */
export async function recordRefusals(tools: Tools): Promise<void> {
  const refused = refusedSignIns.of({ tools });
  const all = [...refused.values()];
  refused.clear();
  for (const { workspace, staff, because, tries } of all)
    await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, (ctx) =>
      append(ctx, { kind, subject: staff, facts: { because, tries } }),
    ).catch((error: unknown) => log.of({ tools })('error', 'access.refusals-not-recorded', { workspace, tries, error: errorCode(error) }));
}

/** Goes on until the returned function is called, which writes what is left. */
export function keepRecordingRefusals(tools: Tools): () => Promise<void> {
  refusedSignIns.set(tools, new Map());
  const timer = setInterval(() => void recordRefusals(tools), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await recordRefusals(tools);
  };
}

/** Accounts at which somebody guessed within the last day. */
export async function guessedAt(ctx: Ctx): Promise<StaffId[]> {
  const tries = new Map<StaffId, number>();
  const { items } = await list(ctx, { kind, from: new Date(ctx.now.getTime() - dayMs), limit: pageSize });
  for (const { subject, facts } of items)
    if (subject !== null) tries.set(subject as StaffId, (tries.get(subject as StaffId) ?? 0) + Number(facts?.['tries'] ?? 0));
  return [...tries].flatMap(([staff, count]) => (count > mostTries ? [staff] : []));
}
