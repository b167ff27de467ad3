// The answer to a request (Art. 12(3), 12(4)): done, or refused with ground and reason. Both are kept sealed under the person, who reads them on the privacy page;
// what held only until the answer ends after the person was told (settle.ts).
import { areasIn, reachOf } from '#access';
import { peopleInReach } from '#conversations';
import { letGoOf } from '#decisions';
import type { Ctx } from '#kit/ctx';
import { isId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { purposeByCode } from '#purposes';
import { requestAnswered } from './announcements.ts';
import { isInDoubt, refuseDoubted } from './course/doubt.ts';
import { type Asked, mayDoubt } from './course/rules.ts';
import { courseStore } from './course/store.ts';
import { dayOf, daysLeft } from './deadlines.ts';
import { refuseUnsettled } from './fee/settled.ts';
import { dropPlans } from './keeping/chosen.ts';
import { tellFilers } from './opendsr/callbacks.ts';
import { nameEveryRecipient } from './recipients.ts';
import { sealWords } from './request-words.ts';
import { type Ground, isWish, objectionTo, type RequestKind, refusalArticle } from './rules.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { refuseUnless } from './verdict.ts';

export type Open = RequestRow & { readonly person_id: PersonId };
const outcomes: Readonly<Partial<Record<RequestKind, string>>> = {
  rectification: 'corrected',
  restriction: 'restricted',
  objection: 'objection-upheld',
};

/** Says that a correction, restriction or objection was carried out, with words for the person if there are any. Problem `conflict` when it is closed or of a kind that is approved instead. `as` is the outcome of what a person decided anew. */
export async function fulfil(ctx: Ctx, id: RequestId, note: string | undefined, as?: string): Promise<RequestRow> {
  const before = await mustBeOpen(ctx, id);
  const outcome = before.kind === 'human-review' ? as : ((await outcomeAtOnce(ctx, before))?.outcome ?? outcomes[before.kind]);
  if (before.pause_ground) throw new Problem('conflict', { because: 'paused', article: '12(6)' });
  await refuseDoubted(ctx, before);
  refuseUnsettled(before);
  if (!outcome) throw new Problem('conflict', { because: 'needs-approval' });
  await close(ctx, before, 'fulfilled', outcome, note);
  await store.step(ctx, id, 'carried-out');
  await append(ctx, { kind: `request.${before.kind}-fulfilled`, subject: before.person_id, facts: { request: id } });
  if (before.kind !== 'objection' && before.kind !== 'human-review') await nameEveryRecipient(ctx, id, before.person_id);
  await announce(ctx, requestAnswered, { request: id });
  return mustFind(ctx, id);
}

/** Answers a wish that leaves nothing to decide, in the transaction that received it. Whoever asked on the page sees it there; for whom staff asked is told. */
export async function answerAtOnce(ctx: Ctx, row: RequestRow, outcome: string): Promise<void> {
  await close(ctx, row as Open, 'fulfilled', outcome, undefined);
  await store.step(ctx, row.id, 'carried-out');
  await append(ctx, { kind: `request.${row.kind}-fulfilled`, subject: row.person_id ?? undefined, facts: { request: row.id, outcome } });
  if (row.source === 'staff') await announce(ctx, requestAnswered, { request: row.id });
}

/** Refuses with ground and reason. Problem `invalid` for a ground that does not fit the kind and for a blank reason, `conflict` for a doubt about somebody who was not asked who they are, and when the request is closed or under way; an objection to marketing and a withdrawal are weighed against nothing (Art. 21(3), 7(3)). */
export async function refuse(ctx: Ctx, id: RequestId, ground: Ground, reason: string): Promise<RequestRow> {
  const before = await mustBeOpen(ctx, id);
  const article = refusalArticle(before.kind, ground);
  const atOnce = ground === 'compelling-grounds' ? await outcomeAtOnce(ctx, before) : undefined;
  if (atOnce) throw new Problem('invalid', { because: 'ground-does-not-fit', article: atOnce.article });
  if (!article)
    throw new Problem('invalid', { because: 'ground-does-not-fit', fields: [{ path: '/ground', message: 'Not a ground for this kind.' }] });
  if (!reason.trim()) throw new Problem('invalid', { article: '12(4)', fields: [{ path: '/reason', message: 'Say why.' }] });
  if (ground === 'not-identified') refuseUnless(mayDoubt(await doubtAbout(ctx, before)));
  await close(ctx, before, 'refused', ground, reason);
  await store.step(ctx, id, 'refused', { ground, article });
  await append(ctx, { kind: 'request.refused', subject: before.person_id, facts: { request: id, ground, article } });
  await announce(ctx, requestAnswered, { request: id });
  return mustFind(ctx, id);
}

/** Says that nothing is held of whoever asked (Art. 15(1)), in these words, once `isNothing` has looked. Problem `conflict` when it is closed, waits for them, or something is held. */
export async function answerNothing(
  ctx: Ctx,
  id: RequestId,
  { isNothing, words }: { isNothing: (row: Open) => Promise<string | undefined>; words: (row: Open) => string },
): Promise<RequestRow> {
  const before = await mustBeOpen(ctx, id);
  if (before.pause_ground) throw new Problem('conflict', { because: 'paused', article: '12(6)' });
  await refuseDoubted(ctx, before);
  refuseUnsettled(before);
  const because = await isNothing(before);
  if (because) throw new Problem('conflict', { because, article: '15(1)' });
  await close(ctx, before, 'fulfilled', 'nothing-held', words(before));
  await store.step(ctx, id, 'nothing-held');
  await append(ctx, { kind: 'request.nothing-held', subject: before.person_id, facts: { request: id, kind: before.kind } });
  await announce(ctx, requestAnswered, { request: id });
  return mustFind(ctx, id);
}

/** A request by id, its row locked. Problem `not-found`, also for one of a person whom whoever acts may not see. */
export async function mustFind(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const row = await store.byId(ctx, id);
  if (!row || (await requestsInReach(ctx, [row])).length === 0) throw new Problem('not-found');
  return row;
}

/** Those of these requests that whoever acts may see; of an erased person nobody knows where they wrote, so only those who see every inbox. */
export async function requestsInReach<Row extends Pick<RequestRow, 'person_id'>>(ctx: Ctx, rows: readonly Row[]): Promise<Row[]> {
  const reach = await reachOf(ctx);
  if (!reach || areasIn(reach, undefined) === null) return [...rows]; // for whatever purpose: an auditor sees requests, and nobody in them
  const seen = await peopleInReach(ctx, [...new Set(rows.flatMap((row) => row.person_id ?? []))]);
  return rows.filter((row) => row.person_id !== null && seen.has(row.person_id));
}

/** A page of those that whoever acts may see, newest first, of open ones what is due first; `isUntold` for those answered of whom nobody heard. `next` says where the page ended, also when that row is given more time meanwhile. Problem `invalid` for a cursor that is none. */
export async function pageInReach(
  ctx: Ctx,
  { cursor, isOpen, isUntold = false, limit }: { cursor: string | null; isOpen: boolean | null; isUntold?: boolean; limit: number },
): Promise<{ rows: RequestRow[]; next: string | null }> {
  const rows: RequestRow[] = [];
  for (let from = cursor, isEnd = false; rows.length <= limit && !isEnd; ) {
    const found = isUntold
      ? await courseStore.unheardPage(ctx, idOf(from), limit + 1)
      : await (isOpen ? store.dueFirst(ctx, placeOf(from), limit + 1) : store.page(ctx, idOf(from), isOpen, limit + 1));
    rows.push(...(await requestsInReach(ctx, found)));
    from = found.at(-1) ? cursorOf(found.at(-1) as RequestRow) : from;
    isEnd = found.length <= limit;
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last ? cursorOf(last) : null };
}

const cursorOf = (row: RequestRow & { counts_on?: string }): string => (row.counts_on ? `${row.counts_on}.${row.id}` : row.id);

function placeOf(cursor: string | null): { day: string; id: string } | undefined {
  if (cursor === null) return undefined;
  const [, day = '', id = ''] = /^(\d{4}-\d\d-\d\d)\.(.+)$/.exec(cursor) ?? [];
  if (Number.isNaN(Date.parse(day))) throw badCursor();
  return { day, id: idOf(id) as string };
}

function idOf(cursor: string | null): string | null {
  if (cursor !== null && !isId('req', cursor)) throw badCursor();
  return cursor;
}
const badCursor = () => new Problem('invalid', { fields: [{ path: '/cursor', message: 'Not a place that was given.' }] });

/** What an objection comes to that leaves nothing to weigh, though it waited until it was known whose it is. */
async function outcomeAtOnce(ctx: Ctx, { kind, purpose }: RequestRow): Promise<{ outcome: string; article: string } | undefined> {
  const answer = kind === 'objection' && purpose !== null ? objectionTo(await purposeByCode(ctx, purpose)) : undefined;
  if (answer === 'final') return { outcome: 'objection-final', article: '21(3)' };
  return answer === 'withdrawal' ? { outcome: 'consent-withdrawn', article: '7(3)' } : undefined;
}

async function doubtAbout(ctx: Ctx, row: RequestRow): Promise<Asked> {
  const asked = (await courseStore.pauses(ctx, row.id)).find(({ ground, told_at }) => ground === 'identity' && told_at !== null);
  const toldDaysAgo = asked?.told_at ? daysLeft(dayOf(asked.told_at), dayOf(ctx.now)) : undefined;
  return { source: row.source, toldDaysAgo, isAnswered: Boolean(asked?.ended_at), isDoubted: await isInDoubt(ctx, row) };
}

async function mustBeOpen(ctx: Ctx, id: RequestId): Promise<Open> {
  const row = await mustFind(ctx, id);
  if (row.state !== 'received' || row.person_id === null)
    throw new Problem('conflict', { because: isWish(row.kind) ? 'already-closed' : 'already-under-way' });
  return row as Open;
}

async function close(ctx: Ctx, row: Open, state: 'fulfilled' | 'refused', outcome: string, words: string | undefined): Promise<void> {
  const reason = await sealWords(ctx, row.id, row.person_id, 'reason', words);
  await store.setState(ctx, row.id, state, { outcome, ...(reason && { reason }) });
  await tellFilers(ctx, row.id);
  await courseStore.endPause(ctx, row.id);
  await dropPlans(ctx, row.id);
  if (state === 'refused') await letGoOf(ctx, row.id);
  tellPages(ctx, { topic: 'request.changed', ids: { request: row.id } });
}
