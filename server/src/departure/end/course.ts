// The end of a contract is asked for, approved by a second person where there is one, and may be called off until its day. What stands against it is said, not guessed.
import { countHolders } from '#access';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { holdsStanding } from '#retention';
import { keptUnderHold } from '#rights';
import { endCalledOff } from '../announcements.ts';
import type { ExportRow } from '../returning/types.ts';
import { addEnd, dropEnd, endOf, exportRows, freeze, holdEnd, setEndApproved } from '../store.ts';
import type { End, EndRow } from './types.ts';

const day = 86_400_000;
const mostAheadDays = 732;

/** What keeps the deletion from beginning on its day: `legal-holds` that stand and were not handed over, `not-returned` while nobody confirmed that they hold what was made after the last word was written. */
export type Block = { readonly because: 'legal-holds' | 'not-returned'; readonly count: number };

/** Asks for the end on a day. Problems `conflict` when one is asked for already, `invalid` for a day that is too near, too far, or holds handed over with nothing to hold them in. */
export async function askEnd(ctx: Ctx, end: End, by: 'staff' | 'operator' = 'staff'): Promise<EndRow> {
  const ahead = (end.endsAt.getTime() - ctx.now.getTime()) / day;
  const { leaveNoticeDays } = config.of(ctx);
  if (ahead < leaveNoticeDays || ahead > mostAheadDays) {
    const message = ahead < leaveNoticeDays ? `must lie at least ${leaveNoticeDays} days ahead` : 'lies more than two years ahead';
    throw new Problem('invalid', { fields: [{ path: 'body/endsAt', message }] });
  }
  if (end.holds === 'handed-over' && !end.returns)
    throw new Problem('invalid', { fields: [{ path: 'body/holds', message: 'can be handed over only with what they hold' }] });
  const before = await holdEnd(ctx);
  if (before?.state === 'asked' && before.endsAt <= ctx.now) await dropEnd(ctx); // nobody approved it in time
  const waits = by === 'staff' && (await countHolders(ctx, 'workspace.leave')) > 1;
  if ((await addEnd(ctx, { ...end, id: newId('dep'), state: waits ? 'asked' : 'planned' })) === 0)
    throw new Problem('conflict', { detail: 'The end is asked for already: call it off first.' });
  return noted(ctx, 'workspace.end-asked');
}

/** A second person agrees to this very end; its day moves so that the days of notice are left from now. Problems `not-found`, `conflict` for another one or one whose day went by, `needs-second-person` for whoever asked. */
export async function approveEnd(ctx: Ctx, id: EndRow['id']): Promise<EndRow> {
  const row = await mustHold(ctx);
  if (row.id !== id) throw new Problem('conflict', { because: 'another-end' });
  if (row.state !== 'asked') throw new Problem('conflict', { because: row.state });
  if (row.askedBy === ctx.actor.id) throw new Problem('needs-second-person');
  if (row.endsAt <= ctx.now) throw new Problem('conflict', { because: 'day-went-by' });
  const soonest = ctx.now.getTime() + config.of(ctx).leaveNoticeDays * day;
  await setEndApproved(ctx, new Date(Math.max(row.endsAt.getTime(), soonest)));
  return noted(ctx, 'workspace.end-approved');
}

/** Calls it off, also in the days in which only fetching goes on. Problem `not-found`, `conflict` once all is about to be deleted. */
export async function cancelEnd(ctx: Ctx): Promise<void> {
  const row = await mustHold(ctx);
  if (row.state === 'leaving' || row.figures['decided'] !== undefined) throw new Problem('conflict', { because: 'leaving' });
  await freeze(ctx, null);
  await append(ctx, { kind: 'workspace.end-cancelled', facts: { departure: row.id } });
  tellPages(ctx, { topic: 'workspace.end', ids: {} });
  await announce(ctx, endCalledOff, { departure: row.id, askedBy: row.askedBy, endsAt: row.endsAt.toISOString() });
  await dropEnd(ctx);
}

/** The end as it stands, and what stands against it; undefined when nobody asked for one. */
export async function plannedEnd(ctx: Ctx): Promise<{ end: EndRow; blocks: Block[] } | undefined> {
  const end = await endOf(ctx);
  return end && { end, blocks: await blocksOf(ctx, end) };
}

export async function blocksOf(ctx: Ctx, end: EndRow): Promise<Block[]> {
  const holds = end.holds === 'wait' ? (await holdsStanding(ctx)) + (await keptUnderHold(ctx)) : 0;
  const until = fetchUntil(ctx, end);
  const isReturned = !end.returns || until === null || until <= ctx.now || (await returnedExport(ctx, end)) !== undefined;
  return [
    ...(holds > 0 ? [{ because: 'legal-holds', count: holds } as const] : []),
    ...(isReturned ? [] : [{ because: 'not-returned', count: 1 } as const]),
  ];
}

/** Until when a company that is closed for writing may fetch; null before it is, and where nothing goes back. */
export function fetchUntil(ctx: Ctx, { figures, returns }: EndRow): Date | null {
  const frozen = figures['frozenAt'];
  return frozen === undefined || !returns ? null : new Date(Date.parse(String(frozen)) + config.of(ctx).leaveGraceDays * day);
}

/** The export by which everything went back: asked for when nothing could be written any more, fetched to its end, and confirmed by whoever holds it. */
export async function returnedExport(ctx: Ctx, { figures }: EndRow): Promise<ExportRow | undefined> {
  const frozen = Date.parse(String(figures['frozenAt']));
  return (await exportRows(ctx)).find(({ askedAt, confirmedAt }) => confirmedAt !== null && askedAt.getTime() >= frozen);
}

async function noted(ctx: Ctx, kind: 'workspace.end-asked' | 'workspace.end-approved'): Promise<EndRow> {
  const row = await mustHold(ctx);
  const { id, endsAt, returns, holds } = row;
  tellPages(ctx, { topic: 'workspace.end', ids: {} });
  await append(ctx, { kind, facts: { departure: id, on: endsAt.toISOString(), returns: returns ? 1 : 0, holds } });
  return row;
}

async function mustHold(ctx: Ctx): Promise<EndRow> {
  const row = await holdEnd(ctx);
  if (!row) throw new Problem('not-found');
  return row;
}
