// Third persons have clocks too: recipients that have to hear of a correction, an erasure or a restriction (Art. 19), joint controllers (Art. 26), and people whose data came from elsewhere (Art. 14(3)). No request
// of theirs reminds anybody, so whoever may approve gets a mail a week before the day, in its last two days and every week once it is over; administrators too where it is urgent. Numbers and days alone.
import { company, holdersOf, staffContact } from '#access';
import { sendNotice } from '#channels';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { originsSoon, remindOfOrigins } from '#people';
import { othersDue } from '../announcements.ts';
import { noticeStore } from '../notices/store.ts';
import { owedWords } from './words.ts';

const purpose = 'staff-administration';

/** Looks what came near its day and announces one mail for each who should hear of it; once a day at most for each of both. */
export async function remindOfOwed(ctx: Ctx): Promise<void> {
  const [recipients, people] = [await noticeStore.remind(ctx), await remindOfOrigins(ctx)];
  if (recipients.n + people.n === 0) return;
  const officers = await holdersOf(ctx, 'requests.approve');
  const others = recipients.urgent + people.urgent > 0 ? await holdersOf(ctx, 'workspace.change') : [];
  const all = officers.length > 0 ? new Set([...officers, ...others]) : new Set(['', ...others]);
  for (const staff of all) await announce(ctx, othersDue, { staff, round: ctx.now.toISOString() });
}

/** Sends one mail about all that is near or late; `staff` is empty where nobody holds the right, then the contact of the company hears of it. */
export async function sendOwed(work: Work, { staff, round }: { staff: string; round: string }): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'rights.reminders' }, purpose } as const;
  const { to, name, language, recipients, people } = await act(work.tools, who, async (ctx) => {
    const { name, language, contactEmail } = await company(ctx);
    const to = staff === '' ? contactEmail : (await staffContact(ctx, staff as StaffId))?.email;
    return { to, name, language, recipients: await noticeStore.soon(ctx), people: await originsSoon(ctx) };
  });
  const owed = recipients.n + people.n;
  if (owed === 0) return; // told meanwhile
  if (!to) return log.of(work)('warn', 'requests.nobody-reminded', { workspace: work.workspace, requests: owed });
  const words = owedWords(language, { company: name, page: `${config.of(work).publicUrl}/requests`, recipients, people });
  const { sent } = await sendNotice(work, { id: `owed-${Date.parse(round)}-${staff.slice(-10)}`, to, language, purpose, ...words });
  const facts = { recipients: recipients.n, people: people.n };
  if (sent) await act(work.tools, who, (ctx) => append(ctx, { kind: 'request.owed-reminded', facts })); // once it has left
}
