// Askings that nobody has decided about, in every inbox: a right runs from the day it was asked for, also in a thread that nobody opens. Who holds the right to open requests sees
// them on top of the work list, and is reminded before a week is over.
import { company, holdersOf, staffContact } from '#access';
import { sendNotice } from '#channels';
import { type Asking, askingSince } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { announce, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { askingsWait } from '../announcements.ts';
import { namesOfPeople } from '../names-of-people.ts';
import { type Hint, hintOf, openAskings } from './hints.ts';
import { hintStore } from './store.ts';
import { askingWords } from './words.ts';

const day = 86_400_000;
const farthest = 120; // days; older ones are in a thread, and in the request that has to be late by then
const onePage = 50;

/** Open askings within reach, what waits longest on top. Problem `invalid` for a cursor that is none. */
export async function askingsEverywhere(
  ctx: Ctx,
  cursor: string | undefined,
): Promise<{ items: (Hint & { name: string })[]; next: string | null }> {
  if (cursor !== undefined && !/^\d{4}-[\d:.TZ-]{6,24} msg_[0-9a-z]{26} [a-z-]+$/.test(cursor))
    throw new Problem('invalid', { fields: [{ path: '/cursor', message: 'Not a place that was given.' }] });
  const hints = await everyHint(ctx, cursor, onePage + 1);
  const [items, last] = [hints.slice(0, onePage), hints[onePage - 1]];
  const names = await namesOfPeople(
    ctx,
    items.map((each) => each.person),
  );
  return {
    items: items.map((hint) => ({ ...hint, name: names.get(hint.person) ?? '' })),
    next: hints.length > onePage && last ? order(last) : null,
  };
}

/** How many wait for longer than these days. */
export async function waitingFor(ctx: Ctx, days: number): Promise<number> {
  const before = new Date(ctx.now.getTime() - days * day).toISOString();
  return (await everyHint(ctx)).filter(({ at }) => at < before).length;
}

/** Reminds whoever may open requests of what waits for five days, each asking once. */
export async function remindOfAskings(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - 5 * day).toISOString();
  let [waiting, oldest] = [0, ''];
  for (const { message, asked, person, at } of await everyHint(ctx)) {
    if (at > before) continue;
    if (!(await hintStore.remind(ctx, { message, asked, person, until: new Date(at) }))) continue;
    [waiting, oldest] = [waiting + 1, oldest || at];
  }
  if (waiting === 0) return;
  for (const staff of await holdersOf(ctx, 'requests.open')) await announce(ctx, askingsWait, { staff, waiting, since: oldest });
}

/** One mail to one member of staff: how many, and since when. */
export async function sendAskings(work: Work, { staff, waiting, since }: { staff: string; waiting: number; since: string }): Promise<void> {
  const purpose = 'staff-administration';
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'rights.reminders' }, purpose } as const;
  const { name, language, to } = await act(work.tools, who, async (ctx) => {
    const { name, language } = await company(ctx);
    return { name, language, to: (await staffContact(ctx, staff as StaffId))?.email };
  });
  if (!to) return;
  const words = askingWords(language, { company: name, waiting, since, page: `${config.of(work).publicUrl}/requests` });
  const { sent } = await sendNotice(work, { id: `askings-${Date.parse(since)}-${staff.slice(-10)}`, to, language, purpose, ...words });
  if (sent) await act(work.tools, who, (ctx) => append(ctx, { kind: 'request.askings-reminded', facts: { waiting } })); // once it has left
}

const order = ({ at, message, asked }: Hint): string => `${at} ${message} ${asked}`;

async function everyHint(ctx: Ctx, after = '', most?: number): Promise<Hint[]> {
  const byThread = new Map<string, Asking[]>();
  const since = new Date(ctx.now.getTime() - farthest * day);
  for (let page = await askingSince(ctx, since, undefined); page.length > 0; page = await askingSince(ctx, since, page.at(-1)))
    for (const each of page) byThread.set(each.conversation, [...(byThread.get(each.conversation) ?? []), each]);
  const found: Hint[] = [];
  for (const asking of byThread.values()) found.push(...(await openAskings(ctx, asking)).map(hintOf));
  return found
    .filter((hint) => order(hint) > after)
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .slice(0, most);
}
