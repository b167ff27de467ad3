// Who has what, looked at every so often (Art. 32(1)(d), 25(2)): a line for each account, also one that is suspended or waits to be joined, each grant, key, token and group; somebody else keeps it or takes it away and says why.
import { isLive, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type Id, newId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { lastingHolders } from '../grants/store.ts';
import { staffNames } from '../names.ts';
import { staffPurpose } from '../purpose.ts';
import { countHolders, viewStaff } from '../staff.ts';
import { terms } from '../terms/terms.ts';
import { tellReviewers } from './announced.ts';
import { caretakerOf, houseThings, isOfHouse, showHouse } from './of-house.ts';
import * as store from './store.ts';
import { nowhere, show, type Thing, take, thingsOf, waysOf } from './things.ts';

export type Line = {
  readonly id: Id<'rvl'>;
  readonly kind: store.LineKind;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly inboxes: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly until: Date | null;
  readonly source: string | null;
  readonly usedAt: Date | null;
  readonly decision: store.Decision | null;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};
export type Member = {
  readonly staff: StaffId;
  readonly name: string;
  readonly passkeys: number;
  readonly secondFactor: boolean;
  readonly lines: readonly Line[];
};
export type Review = {
  readonly id: Id<'rvw'>;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly members: readonly Member[];
};
/** Days until a review that nobody finished is a finding. */
const graceDays = 14;
/** Days until those for whom lines of a review wait are told again. */
const againDays = 7;
export const keptDays = 1095;
const day = 86_400_000;

/** Begins a review with a line for everything that staff have who were invited and have not left, and for what lets in by a provider. Problem `conflict` while one is open. */
export async function startReview(ctx: Ctx): Promise<Id<'rvw'>> {
  const id = newId('rvw');
  await store.start(ctx.db, ctx.workspace, id, ctx.actor.id, ctx.now).catch((error) => {
    throw isDuplicate(error) ? new Problem('conflict', { detail: 'A review is under way already.' }) : error;
  });
  let lines = 0;
  const add = async (staff: StaffId, { kind, target, detail, usedAt }: Thing): Promise<void> => {
    const line = { id: newId('rvl'), review_id: id, staff_id: staff, kind, target, detail, used_at: usedAt };
    await store.addLine(ctx.db, ctx.workspace, line);
    lines += 1;
  };
  const members = (await viewStaff(ctx)).filter((each) => !each.leftAt);
  for (const { id: staff } of members) for (const thing of await thingsOf(ctx, staff)) await add(staff, thing);
  const atWork = members.filter((each) => each.joinedAt && !each.suspendedAt).map((each) => each.id);
  const administrators = (await lastingHolders(ctx.db, ctx.workspace, 'administrator')).map((each) => each.staff_id);
  for (const thing of await houseThings(ctx)) {
    const staff = caretakerOf(thing, atWork, administrators);
    if (staff) await add(staff, thing);
  }
  await append(ctx, { kind: 'review.started', facts: { review: id, lines } });
  await tellReviewers(ctx, id);
  return id;
}

/** The newest review, open or finished, with everything on it; undefined before the first one. */
export async function readReview(ctx: Ctx): Promise<Review | undefined> {
  const [row] = await store.newest(ctx.db, ctx.workspace, 1);
  return row && inFull(ctx, row);
}

/** Those of the last three years, newest first, with what was decided. */
export const listReviews = (ctx: Ctx): Promise<store.ReviewSum[]> => store.sums(ctx.db, ctx.workspace);

/** One of them with everything on it. Problem `not-found`. */
export async function readReviewById(ctx: Ctx, id: string): Promise<Review> {
  const row = await store.review(ctx.db, ctx.workspace, id);
  if (!row) throw new Problem('not-found');
  return inFull(ctx, row);
}

async function inFull(ctx: Ctx, row: store.ReviewRow): Promise<Review> {
  const rows = await store.lines(ctx.db, ctx.workspace, row.id);
  const staff = [...new Set(rows.map((line) => line.staff_id))];
  const names = await staffNames(ctx, [
    ...staff,
    ...rows.flatMap((line) => (line.decided_by?.startsWith('stf_') ? [line.decided_by as StaffId] : [])),
  ]);
  const reasons = await openReasons(ctx, rows);
  const ofHouse = await showHouse(ctx);
  const members: Member[] = [];
  for (const each of staff) {
    const shown = await show(ctx, each);
    members.push({
      staff: each,
      name: names.get(each) ?? '',
      ...(await waysOf(ctx, each)),
      lines: rows
        .filter((line) => line.staff_id === each)
        .map((line) => ({
          id: line.id,
          kind: line.kind,
          ...((isOfHouse(line.kind) ? ofHouse : shown).get(line.target) ?? { ...nowhere, name: line.detail, permissions: [], until: null }),
          usedAt: line.used_at,
          decision: line.decision,
          reason: reasons.get(line.id) ?? '',
          decidedBy: line.decided_by && (names.get(line.decided_by as StaffId) ?? ''),
          decidedAt: line.decided_at,
        })),
    });
  }
  return { id: row.id, startedAt: row.started_at, finishedAt: row.finished_at, members };
}

/**
 * Keeps a thing or takes it away, at once; with the last line the review is finished. Problem `not-found`, `conflict` for a line that was decided, and
 * `needs-second-person` for one's own while somebody else could decide it. What was taken away meanwhile counts as gone.
 */
export async function decideLine(
  ctx: Ctx,
  reviewer: StaffId,
  id: string,
  { keep, reason }: { keep: boolean; reason: string },
): Promise<void> {
  const review = await store.open(ctx.db, ctx.workspace);
  const line = await store.line(ctx.db, ctx.workspace, id);
  if (!line || line.review_id !== review?.id) throw new Problem('not-found');
  if (line.decision) throw new Problem('conflict', { detail: 'Somebody has decided this line already.' });
  if (line.staff_id === reviewer && (await countHolders(ctx, 'reviews.decide')) > 1)
    throw new Problem('needs-second-person', { because: 'own-line', detail: 'Somebody else decides what you keep.' });
  const isHere = await isLive(ctx, line.staff_id);
  const things = isOfHouse(line.kind) ? await houseThings(ctx) : isHere ? await thingsOf(ctx, line.staff_id) : [];
  const isThere = things.some(({ kind, target }) => kind === line.kind && target === line.target);
  const decision = isThere ? (keep ? 'kept' : 'taken') : 'gone';
  const sealed = isThere && isHere ? await seal(ctx, placeOf(line), reason.trim()) : null;
  await store.decide(ctx.db, ctx.workspace, line.id, decision, sealed, reviewer, ctx.now);
  if (decision === 'taken') await take(ctx, line.staff_id, line.kind, line.target);
  await append(ctx, {
    kind: 'review.decided',
    subject: line.staff_id,
    facts: { review: review.id, line: line.id, of: line.kind, target: line.target, decision, own: line.staff_id === reviewer ? 1 : 0 },
  });
  await finishWhenDone(ctx, review);
}

/** Begins one when the last began longer ago than the company's terms say, and tells again each week of one under way. For a clock. */
export async function keepReviewing(ctx: Ctx): Promise<void> {
  await store.sweepOld(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - keptDays * day));
  const open = await store.open(ctx.db, ctx.workspace);
  if (open && ctx.now.getTime() - (open.told_at ?? open.started_at).getTime() >= againDays * day) await tellReviewers(ctx, open.id);
  if (open) return;
  if ((await dueAt(ctx)) <= ctx.now) await startReview(ctx);
}

/** When the next review is to begin. */
export async function dueAt(ctx: Ctx): Promise<Date> {
  const [last] = await store.newest(ctx.db, ctx.workspace, 1);
  const since = last?.started_at ?? (await store.begin(ctx.db, ctx.workspace));
  return new Date(since.getTime() + (await terms(ctx)).reviewDays * day);
}

/** Whether a review was not begun, or not finished, two weeks after it was due. */
export async function isOverdue(ctx: Ctx): Promise<boolean> {
  const [last] = await store.newest(ctx.db, ctx.workspace, 1);
  const since = last && !last.finished_at ? last.started_at : await dueAt(ctx);
  return ctx.now.getTime() > since.getTime() + graceDays * day;
}

async function finishWhenDone(ctx: Ctx, review: store.ReviewRow): Promise<void> {
  const rows = await store.lines(ctx.db, ctx.workspace, review.id);
  if (rows.some((line) => line.decision === null)) return;
  await store.finish(ctx.db, ctx.workspace, review.id, ctx.now);
  const taken = rows.filter((line) => line.decision === 'taken').length;
  await append(ctx, { kind: 'review.finished', facts: { review: review.id, lines: rows.length, taken } });
}

async function openReasons(ctx: Ctx, rows: readonly store.LineRow[]): Promise<Map<string, string>> {
  const sealed = rows.flatMap((line) => (line.reason ? [{ line, sealed: line.reason }] : []));
  if (sealed.length === 0) return new Map();
  const subjects = [...new Set(sealed.map(({ line }) => line.staff_id))];
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects, fields: ['access_review_lines.reason'] });
  const texts = await openMany(
    ctx,
    permit,
    sealed.map((each) => ({ place: placeOf(each.line), sealed: each.sealed })),
  );
  return new Map(sealed.map(({ line }, at) => [line.id, texts[at] ?? '']));
}

const placeOf = (line: { id: string; staff_id: StaffId }) => ({
  subject: line.staff_id,
  table: 'access_review_lines',
  row: line.id,
  column: 'reason',
});
