// What a look at the controls means for findings: opened where one fails, repaired where it holds again, opened again where an acceptance ran out.
import type { Ctx } from '#kit/ctx';
import type { Look } from '../controls/look.ts';
import { afterLook, dayAfter } from '../rules.ts';
import { changeTo, openRow, reopenRow } from './record.ts';
import { changeRow, lapsedFindings, lockedOfControls } from './store.ts';

export async function settleFindings(ctx: Ctx, looks: readonly Look[]): Promise<void> {
  const today = dayAfter(ctx.now, 0);
  const findings = new Map((await lockedOfControls(ctx)).map((row) => [row.control, row]));
  for (const { check, state, faults, evidence } of looks) {
    const row = findings.get(check.id);
    const step = afterLook(state, row, today);
    if (step === 'open')
      await openRow(ctx, { source: 'control', control: check.id, audit: null, item: null, severity: check.severity, faults, evidence });
    if (!row) continue;
    if (step === 'reopen') await reopenRow(ctx, row, { faults, evidence });
    if (step === 'repair') await changeTo(ctx, 'finding.repaired', { ...row, state: 'repaired', acceptedUntil: null, faults: 0 });
    if (step === 'keep' && (row.faults !== faults || row.evidence.join() !== evidence.join()))
      await changeRow(ctx, { ...row, faults, evidence, changedAt: ctx.now });
  }
  for (const row of await lapsedFindings(ctx, today)) await reopenRow(ctx, row);
}
