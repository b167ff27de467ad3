// Nothing late in silence (Art. 12(3)): each hour it is asked what has come nearer to its day; whoever holds the right gets one mail about all of it, with ids and dates alone,
// and before the day administrators too.
import { company, holdersOf, staffContact } from '#access';
import { sendNotice } from '#channels';
import { firstHeardAfter } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { group } from '#people';
import { requestsDue } from '../announcements.ts';
import { dayOf, daysLeft, pausedDays } from '../deadlines.ts';
import { type RequestId, store } from '../store.ts';
import { escalates, stageOf } from './rules.ts';
import { type OpenRow, reminderStore } from './store.ts';
import { reminderWords } from './words.ts';

const purpose = 'staff-administration';
const farthest = 14;
const inOneMail = 50;

/** Finds what entered a new stage and announces a mail for each who should hear of it; each stage of each request once. */
export async function remind(ctx: Ctx): Promise<void> {
  const today = dayOf(ctx.now);
  let [all, urgent] = [0, 0];
  for (let page = await nextPage(ctx, null); page.length > 0; page = await nextPage(ctx, page.at(-1)?.id ?? null))
    for (const row of page) {
      const left = daysLeft(today, Temporal.PlainDate.from(row.due_on));
      const stage = stageOf({ daysLeft: left, pausedFor: pausedFor(row, today), wroteFor: await wroteFor(ctx, row) });
      if (stage === null || !(await reminderStore.remember(ctx, row.id, stage, row.due_on))) continue;
      all += 1;
      if (escalates(stage)) urgent += 1;
    }
  if (all === 0) return;
  const [officers, administrators] = [await holdersOf(ctx, 'requests.approve'), await holdersOf(ctx, 'workspace.change')];
  const round = ctx.now.toISOString();
  for (const staff of officers.length > 0 ? officers : ['']) await announce(ctx, requestsDue, { staff, round, which: 'all' });
  for (const staff of urgent > 0 ? administrators.filter((each) => !officers.includes(each)) : [])
    await announce(ctx, requestsDue, { staff, round, which: 'urgent' });
}

type Reminder = { readonly staff: string; readonly round: string; readonly which: string };
/** Sends one mail; `staff` is empty where nobody holds the right, then the contact of the company hears of it. */
export async function sendReminder(work: Work, { staff, round, which }: Reminder): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'rights.reminders' }, purpose } as const;
  const { to, name, language, due } = await act(work.tools, who, async (ctx) => {
    const { name, language, contactEmail } = await company(ctx);
    const to = staff === '' ? contactEmail : (await staffContact(ctx, staff as StaffId))?.email;
    return { to, name, language, due: await reminderStore.ofRound(ctx, new Date(round)) };
  });
  const told = which === 'all' ? due : due.filter((each) => escalates(each.stage));
  if (!to) return log.of(work)('warn', 'requests.nobody-reminded', { workspace: work.workspace, requests: told.length });
  const facts = { company: name, page: `${config.of(work).publicUrl}/requests`, due: told.slice(0, inOneMail), all: told.length };
  if (told.length === 0) return; // answered meanwhile
  const id = `${told[0]?.request}-${told[0]?.stage}-${told[0]?.dueOn}-${staff.slice(-10)}`; // after an extension the same stage is another mail
  const { sent } = await sendNotice(work, { id, to, language, purpose, ...reminderWords(language, facts) });
  if (sent) await act(work.tools, who, (ctx) => recordSent(ctx, told));
}

/** A step says that somebody was reminded, so it is written once a mail has left; the next of the same round adds nothing. */
async function recordSent(ctx: Ctx, told: readonly { request: RequestId; stage: string }[]): Promise<void> {
  const steps = await store.steps(ctx, [...new Set(told.map(({ request }) => request))]);
  for (const { request, stage } of told) {
    const step = escalates(stage) ? 'escalated' : 'reminded';
    const before = steps.find((each) => each.request_id === request && each.step === step);
    if (before?.detail['stage'] !== stage) await store.step(ctx, request, step, { stage });
  }
  const escalated = told.filter(({ stage }) => escalates(stage)).length;
  await append(ctx, { kind: 'request.reminded', facts: { requests: told.length, escalated } });
}

const nextPage = (ctx: Ctx, after: RequestId | null): Promise<OpenRow[]> =>
  reminderStore.open(ctx, dayOf(ctx.now).add({ days: farthest }).toString(), after);
/** A question that has not reached the person stops no day. */
const pausedFor = (row: OpenRow, today: Temporal.PlainDate): number | null =>
  row.told_at && pausedDays([{ from: dayOf(row.told_at), until: undefined }], today);
async function wroteFor(ctx: Ctx, { person_id: person, told_at: told }: OpenRow): Promise<number | null> {
  const heard = person && told ? await firstHeardAfter(ctx, await group(ctx, person), told) : undefined;
  return heard ? daysLeft(dayOf(heard.at), dayOf(ctx.now)) : null;
}
