// More time, and days that do not count. The person reads the reason or the question on the privacy page and is told by mail that it stands there; the end of the first
// month stays in sight whatever moves (EDPB 01/2022, 5.3).
import { firstHeardAfter } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { addWords } from '../additions.ts';
import { courseChanged } from '../announcements.ts';
import { mustFind } from '../answers.ts';
import { dayOf, daysLeft } from '../deadlines.ts';
import { sealWords } from '../request-words.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { refuseUnless } from '../verdict.ts';
import { isInDoubt } from './doubt.ts';
import { dueBy, stoodStill } from './due.ts';
import { type ProofWay, proofWords } from './proof-words.ts';
import { mayExtend, mayPause, type Standing } from './rules.ts';
import { courseStore, type PauseRow } from './store.ts';

type Open = RequestRow & { readonly person_id: PersonId };
/** `proof`: the ways in which the person may show who they are, which the house words in their language; `question` what is asked besides, or else. */
export type Question = {
  readonly question?: string | undefined;
  readonly proof?: readonly ProofWay[] | undefined;
  readonly why: string;
  readonly whyLate?: string | undefined;
};

/** Takes two further months (Art. 12(3)). Problem `conflict` with why not: closed, extended before, or the first month is over. */
export async function extend(ctx: Ctx, id: RequestId, ground: 'complexity' | 'number', reason: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const pauses = await courseStore.pauses(ctx, id);
  refuseUnless(mayExtend(await standingOf(ctx, row, pauses)));
  await courseStore.extend(ctx, id, ground, await mustSay(ctx, row as Open, 'extension', reason));
  const due = await move(ctx, { ...row, extended_for: ground }, pauses);
  return changed(ctx, row, 'extended', { ground, due });
}

/** Asks the person back; from the day the question reaches them no day counts until `resume`. Problem `conflict` with why not, `invalid` for a blank question. */
export async function pause(ctx: Ctx, id: RequestId, ground: PauseRow['ground'], asking: Question): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  const { why, whyLate } = asking;
  const question = [
    ...(ground === 'identity' && row.on_behalf === null ? proofWords(row.language, row.id, asking.proof ?? []) : []),
    asking.question?.trim(),
  ]
    .filter(Boolean)
    .join('\n\n');
  const standing = await standingOf(ctx, row, await courseStore.pauses(ctx, id), Boolean(whyLate?.trim()));
  refuseUnless(mayPause(standing, ground));
  const { person_id: person } = row as Open;
  const sealed = await mustSay(ctx, row as Open, 'question', question);
  if (!why.trim()) throw blank('/why', 'Say why it has to be asked.');
  await courseStore.pause(ctx, id, ground);
  await courseStore.ask(ctx, id, sealed);
  await addWords(ctx, id, person, 'question', question);
  await addWords(ctx, id, person, 'why', [why, whyLate].filter(Boolean).join('\n'));
  return changed(ctx, row, 'paused', { ground });
}

/**
 * The answer is in: days count again from the day it came. That is `at` where somebody says so, else the day of the first message since the question, else today: nobody
 * loses the days in which their answer lay unread. Problem `conflict` when nothing was asked, or the request is closed.
 */
export async function resume(ctx: Ctx, id: RequestId, at?: Date): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.pause_ground === null || row.closed_at !== null) throw new Problem('conflict', { because: 'not-paused' });
  await courseStore.endPause(ctx, id, at ?? (await answerOf(ctx, row)) ?? ctx.now);
  const pauses = await courseStore.pauses(ctx, id);
  const due = await move(ctx, row, pauses);
  return changed(ctx, row, 'resumed', { ground: row.pause_ground, days: stoodStill(ctx, pauses), due });
}

/** The person answers on the privacy page; the days count again from now. Problem `conflict` when nothing was asked. */
export async function answerQuestion(ctx: Ctx, id: RequestId, answer: string): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.pause_ground === null || row.closed_at !== null) throw new Problem('conflict', { because: 'not-paused' });
  await addWords(ctx, id, row.person_id as PersonId, 'answer', answer);
  return resume(ctx, id, ctx.now);
}

/** When the person first wrote after the question that waits for them reached them; undefined when they did not. */
export async function answerOf(ctx: Ctx, { person_id: person, told_at: told }: RequestRow): Promise<Date | undefined> {
  return person && told ? (await firstHeardAfter(ctx, await group(ctx, person), told))?.at : undefined;
}

/** Moves the day that counts by pauses that are over; one that lasts is added when it ends. */
export async function move(ctx: Ctx, row: RequestRow, pauses: readonly PauseRow[]): Promise<string> {
  const over = pauses.filter((each) => each.ended_at !== null);
  const due = await dueBy(ctx, row, over);
  await courseStore.moveDue(ctx, row.id, due);
  return due;
}

async function standingOf(ctx: Ctx, row: RequestRow, pauses: readonly PauseRow[], saysWhyLate = false): Promise<Standing> {
  const today = dayOf(ctx.now);
  return {
    isOpen: row.state === 'received' && row.person_id !== null,
    kind: row.kind,
    source: row.source,
    daysLeft: daysLeft(today, Temporal.PlainDate.from(await dueBy(ctx, row, pauses, 1))),
    daysSince: daysLeft(dayOf(row.received_at), today) - stoodStill(ctx, pauses),
    isExtended: row.extended_for !== null,
    isPaused: pauses.some((each) => each.ended_at === null),
    asked: pauses.map((each) => each.ground),
    saysWhyLate,
    isDoubted: await isInDoubt(ctx, row),
  };
}

/** Words that the person has to find on the page, sealed. Problem `invalid` for blank ones. */
async function mustSay(ctx: Ctx, { id, person_id: person }: Open, column: 'extension' | 'question', words: string) {
  const sealed = await sealWords(ctx, id, person, column, words);
  if (sealed === null) throw blank(column === 'question' ? '/question' : '/reason', 'Say it in words for the person.');
  return sealed;
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

const blank = (path: string, message: string) => new Problem('invalid', { fields: [{ path, message }] });
