// A review waits for people: whoever may decide lines of it hears so by mail when it begins, and each week until they are decided (Art. 32(1)(d)).
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { append } from '#ledger';
import { countHolders, holdersOf } from '../staff.ts';
import * as store from './store.ts';

/** Lines of a review wait for somebody; `officer` is empty where nobody may decide them. */
export const reviewWaits = announcement<{ entry: Id<'led'>; officer: string }>('access.review-waits');

/** Tells each whom lines wait for; whoever began it knows. */
export async function tellReviewers(ctx: Ctx, review: Id<'rvw'>): Promise<void> {
  const rows = (await store.lines(ctx.db, ctx.workspace, review)).filter((line) => line.decision === null);
  const deciders = await holdersOf(ctx, 'reviews.decide');
  const waited = deciders.filter((each) => each !== ctx.actor.id && rows.some((line) => isFor(line, each, deciders.length)));
  await store.told(ctx.db, ctx.workspace, review, ctx.now);
  if (rows.length === 0 || (waited.length === 0 && deciders.length > 0)) return;
  const entry = await append(ctx, { kind: 'review.told', facts: { review, people: waited.length } });
  for (const officer of waited.length > 0 ? waited : ['']) await announce(ctx, reviewWaits, { entry, officer });
}

/** How many lines of the open review wait for somebody, and since when it runs; null for nothing. */
export async function waitingFor(ctx: Ctx, staff: StaffId): Promise<{ lines: number; startedAt: Date } | null> {
  const review = await store.running(ctx.db, ctx.workspace);
  if (!review) return null;
  const deciders = await countHolders(ctx, 'reviews.decide');
  const rows = await store.lines(ctx.db, ctx.workspace, review.id);
  const lines = rows.filter((line) => line.decision === null && isFor(line, staff, deciders)).length;
  return lines === 0 ? null : { lines, startedAt: review.started_at };
}

/** Nobody decides their own line while somebody else could. */
const isFor = (line: store.LineRow, staff: StaffId, deciders: number): boolean => line.staff_id !== staff || deciders < 2;
