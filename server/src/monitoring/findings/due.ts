// Whoever owns a finding hears by mail before its day and, each week, after it (Art. 32(1)(d)). The letter names neither finding nor anybody: both stand on the page it leads to.
import { company, staffContact } from '#access';
import { sendNotice } from '#channels';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement, listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { dayAfter } from '../rules.ts';
import { dueWords } from './due-words.ts';
import { mayOwn } from './findings.ts';
import { markTold, ownedToTell } from './store.ts';

const purpose = 'staff-administration';
const daysBefore = 2;
const againDays = 7;
const findingsDue = announcement<{ entry: Id<'led'>; owner: StaffId; soon: number; overdue: number }>('monitoring.findings-due');

/** Tells each owner of theirs that are due within two days, and of those that are overdue, in one letter. For a clock. */
export async function tellOwners(ctx: Ctx): Promise<void> {
  const today = dayAfter(ctx.now, 0);
  const rows = await ownedToTell(ctx, { today, soon: dayAfter(ctx.now, daysBefore), toldBefore: dayAfter(ctx.now, -againDays) });
  if (rows.length === 0) return;
  const told: string[] = [];
  for (const [owner, own] of Map.groupBy(rows, (row) => row.owner)) {
    if (!(await mayOwn(ctx, owner))) continue; // what is overdue fails a control, which everybody sees
    told.push(...own.map((row) => row.id));
    const overdue = own.filter((row) => row.isOverdue).length;
    const facts = { soon: own.length - overdue, overdue };
    const entry = await append(ctx, { kind: 'finding.owner-told', subject: owner, facts });
    await announce(ctx, findingsDue, { entry, owner, ...facts });
  }
  await markTold(ctx, told, today);
}

export const ownersTold = listen(findingsDue, 'monitoring.owners-told', async (work, { entry, owner, soon, overdue }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'monitoring.owners-told' }, purpose } as const;
  const { to, name, language } = await act(work.tools, who, async (ctx) => {
    const { name, language } = await company(ctx);
    return { name, language, to: (await mayOwn(ctx, owner)) ? (await staffContact(ctx, owner))?.email : undefined };
  });
  if (to === undefined) return; // gone meanwhile: the control for what is overdue says so to everybody
  await sendNotice(work, {
    id: entry,
    to,
    language,
    purpose,
    ...dueWords(language, name, { soon, overdue }, `${config.of(work).publicUrl}/audits`),
  });
});
