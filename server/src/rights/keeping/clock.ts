// The day of what is kept: whoever may approve is reminded two weeks and two days before, and after it the item is erased without anybody's doing (Art. 5(1)(e)); one
// under a legal hold stays, and the control reports that nobody has looked again.
import { company, holdersOf, staffContact } from '#access';
import { sendNotice } from '#channels';
import { livingAmong } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { keptDue } from '../announcements.ts';
import { dayOf } from '../deadlines.ts';
import type { RequestId } from '../store.ts';
import { release } from './kept.ts';
import { dueOf } from './rules.ts';
import { type KeptRow, keptStore } from './store.ts';
import { keptDueWords } from './words.ts';

/** Erases what is over, and what an older backup brought back without its key; announces a mail for each who should hear of what ends soon, once for each stage. */
export async function lookAtKept(ctx: Ctx): Promise<void> {
  const today = dayOf(ctx.now);
  const due = { 'two-weeks': 0, 'last-days': 0, over: 0 };
  for (let page = await keptStore.standing(ctx, null); page.length > 0; page = await keptStore.standing(ctx, page.at(-1)?.id ?? null)) {
    const living = await livingAmong(
      ctx,
      page.map(({ id }) => id),
    );
    for (const row of page) {
      const stage = dueOf(today, row.until);
      if ((stage === 'over' && !row.held) || !living.has(row.id)) await release(ctx, row.request, row.id, 'time');
      else if (stage !== null && row.reminded !== stage) {
        await keptStore.remind(ctx, row.id, stage);
        due[stage] += 1;
      }
    }
  }
  const urgent = due['last-days'] + due.over; // over, and still here: under a hold
  const all = due['two-weeks'] + urgent;
  if (all === 0) return;
  const officers = await holdersOf(ctx, 'requests.approve');
  for (const staff of officers.length > 0 ? officers : ['']) await announce(ctx, keptDue, { staff, day: today.toString() });
}

/** Sends one mail; `staff` is empty where nobody holds the right, then the contact of the company hears of it. */
export async function sendKeptDue(work: Work, { staff, day }: { staff: string; day: string }): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'rights.keeping' }, purpose: 'staff-administration' } as const;
  const { to, name, language, rows } = await act(work.tools, who, async (ctx) => {
    const { name, language, contactEmail } = await company(ctx);
    const to = staff === '' ? contactEmail : (await staffContact(ctx, staff as StaffId))?.email;
    return { to, name, language, rows: await endingSoon(ctx, day) };
  });
  if (rows.length === 0) return; // renewed or erased meanwhile
  if (!to) return log.of(work)('warn', 'requests.nobody-reminded', { workspace: work.workspace, requests: rows.length });
  const items = [...new Map(rows.map(({ request, until }) => [`${request}${until}`, { request, until }])).values()].slice(0, 50);
  const words = keptDueWords(language, { company: name, page: `${config.of(work).publicUrl}/requests`, items });
  const { sent } = await sendNotice(work, {
    id: `kept-${day}-${staff.slice(-10)}`,
    to,
    language,
    purpose: 'staff-administration',
    ...words,
  });
  if (sent) await act(work.tools, who, (ctx) => append(ctx, { kind: 'kept.reminded', facts: { items: rows.length } })); // once it has left
}

async function endingSoon(ctx: Ctx, day: string): Promise<(KeptRow & { request: RequestId })[]> {
  const rows: KeptRow[] = [];
  for (let page = await keptStore.standing(ctx, null); page.length > 0; page = await keptStore.standing(ctx, page.at(-1)?.id ?? null))
    rows.push(...page.filter((row) => dueOf(Temporal.PlainDate.from(day), row.until) !== null));
  return rows;
}
