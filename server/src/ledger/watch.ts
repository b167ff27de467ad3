// The self-check: recomputes the ledger on a schedule, keeps each verdict, and makes a fault heard: in the log, in the ledger itself, on the ledger's page, in the checks.
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { compose } from './payload.ts';
import { insertEntries } from './store.ts';
import { addVerdict, newestVerdict } from './verdict-store.ts';
import { type Fault, verify } from './verify.ts';

/** What the last self-check found; `first` is the code of the first fault. */
export type Verified = { readonly at: string; readonly size: number; readonly faults: number; readonly first: string | null };

const everyMs = 23 * 3_600_000;

/** Verifies once a day, also where the process never lives a day; for the clock. */
export async function watchDaily(ctx: Ctx): Promise<void> {
  const before = await newestVerdict(ctx);
  if (before === undefined || ctx.now.getTime() - before.at.getTime() >= everyMs) await watch(ctx);
}

/** Verifies this workspace's ledger and keeps the verdict; a ledger shorter than one that was seen before was cut back. */
export async function watch(ctx: Ctx): Promise<void> {
  const before = await newestVerdict(ctx);
  const { problems, size, root } = await verify(ctx);
  const faults: Fault[] = before && before.size > size ? [{ code: 'tree-shrank', size: before.size }, ...problems] : problems;
  const first = faults[0]?.code ?? null;
  // the highest size stays known, or the second look at a ledger that was cut back would find nothing
  await addVerdict(ctx, { size: Math.max(size, before?.size ?? 0), root: Buffer.from(root, 'base64'), faults: faults.length, first });
  if (first === null) return;
  log.of(ctx)('error', 'ledger.does-not-verify', {
    workspace: ctx.workspace,
    size,
    problems: faults.length,
    first: first as Lowercase<string>,
  });
  if (before?.first === first && before.faults === faults.length) return; // said once
  insertEntries(ctx, [compose(ctx, { kind: 'ledger.fault-found', facts: { size, faults: faults.length, first } })]);
}

/** The last verdict; null before the first self-check. */
export async function verified(ctx: Ctx): Promise<Verified | null> {
  const row = await newestVerdict(ctx);
  return row ? { at: row.at.toISOString(), size: row.size, faults: row.faults, first: row.first } : null;
}
