// More time, and days that do not count. The person reads the reason or the question on the privacy page and is told by mail that it stands there; the end of the first
// month stays in sight whatever moves (EDPB 01/2022, 5.3).
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { courseChanged } from '../announcements.ts';
import { mustFind } from '../answers.ts';
import { dayOf, daysLeft, dueAfter, pausedDays } from '../deadlines.ts';
import { publicHolidays } from '../holidays.ts';
import { sealWords } from '../request-words.ts';
import type { Verdict } from '../rules.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { mayExtend, mayPause, type Standing } from './rules.ts';
import { courseStore, type PauseRow } from './store.ts';

type Open = RequestRow & { readonly person_id: PersonId };

/** Takes two further months (Art. 12(3)). Problem `conflict` with why not: closed, extended before, or the first month is over. */
export async function extend(ctx: Ctx, id: RequestId, ground: 'complexity' | 'number', reason: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const pauses = await courseStore.pauses(ctx, id);
  refuseUnless(mayExtend(standingOf(ctx, row, pauses)));
  await courseStore.extend(ctx, id, ground, await sealWords(ctx, id, (row as Open).person_id, 'extension', reason));
  const due = await move(ctx, { ...row, extended_for: ground }, pauses);
  return changed(ctx, row, 'extended', { ground, due });
}

/** Asks the person back; from today no day counts until `resume`. Problem `conflict` with why not. */
export async function pause(ctx: Ctx, id: RequestId, ground: PauseRow['ground'], question: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  refuseUnless(mayPause(standingOf(ctx, row, await courseStore.pauses(ctx, id)), ground));
  await courseStore.pause(ctx, id, ground);
  await courseStore.ask(ctx, id, await sealWords(ctx, id, (row as Open).person_id, 'question', question));
  return changed(ctx, row, 'paused', { ground });
}

/** The answer is in: days count again, and as many as were lost are added. Problem `conflict` when nothing was asked. */
export async function resume(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.pause_ground === null) throw new Problem('conflict', { because: 'not-paused' });
  await courseStore.endPause(ctx, id);
  const pauses = await courseStore.pauses(ctx, id);
  const due = await move(ctx, row, pauses);
  return changed(ctx, row, 'resumed', { ground: row.pause_ground, days: daysOf(ctx, pauses), due });
}

function standingOf(ctx: Ctx, row: RequestRow, pauses: readonly PauseRow[]): Standing {
  const lasting = pauses.filter((each) => each.ended_at === null);
  return {
    isOpen: row.state === 'received' && row.person_id !== null,
    source: row.source,
    daysLeft: daysLeft(dayOf(ctx.now), Temporal.PlainDate.from(row.due_on)) + daysOf(ctx, lasting),
    isExtended: row.extended_for !== null,
    isPaused: lasting.length > 0,
    asked: pauses.map((each) => each.ground),
  };
}

const daysOf = (ctx: Ctx, pauses: readonly PauseRow[]): number =>
  pausedDays(
    pauses.map(({ began_at, ended_at }) => ({ from: dayOf(began_at), until: ended_at === null ? undefined : dayOf(ended_at) })),
    dayOf(ctx.now),
  );

/** The day that counts now: pauses that are over are added; one that lasts is added when it ends. */
async function move(ctx: Ctx, row: RequestRow, pauses: readonly PauseRow[]): Promise<string> {
  const received = dayOf(row.received_at);
  const holidays = await publicHolidays((await company(ctx)).country, [received.year, received.year + 1, received.year + 2]);
  const over = pauses.filter((each) => each.ended_at !== null);
  const due = dueAfter(received, { months: row.extended_for === null ? 1 : 3, paused: daysOf(ctx, over), holidays }).toString();
  await courseStore.moveDue(ctx, row.id, due);
  return due;
}

type Change = 'extended' | 'paused' | 'resumed';
async function changed(ctx: Ctx, row: RequestRow, change: Change, facts: Record<string, string | number>): Promise<RequestRow> {
  const name = change === 'extended' ? change : `${change}-${facts['ground']}`; // a request may be asked back twice, once for each ground
  await store.step(ctx, row.id, name, facts);
  await append(ctx, { kind: `request.${change}`, subject: row.person_id ?? undefined, facts: { request: row.id, ...facts } });
  await announce(ctx, courseChanged, { request: row.id, step: name });
  tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
  return mustFind(ctx, row.id);
}

function refuseUnless(verdict: Verdict): void {
  if (!verdict.may) throw new Problem('conflict', { because: verdict.because, article: verdict.article });
}
