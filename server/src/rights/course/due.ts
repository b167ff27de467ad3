// The day that counts, worked out anew from what is on record: the receipt, the months, the days that stood still, and the holidays of the country the request came in under.
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { dayOf, dueAfter, pausedDays } from '../deadlines.ts';
import { publicHolidays } from '../holidays.ts';
import type { RequestRow } from '../store.ts';
import type { PauseRow } from './store.ts';

type Clocked = Pick<RequestRow, 'received_at' | 'country' | 'extended_for'>;

/** Days that stood still up to today: those after a question reached the person, until their answer. */
export const stoodStill = (ctx: Ctx, pauses: readonly PauseRow[]): number =>
  pausedDays(
    pauses.flatMap(({ told_at, ended_at }) =>
      told_at === null ? [] : [{ from: dayOf(told_at), until: ended_at === null ? undefined : dayOf(ended_at) }],
    ),
    dayOf(ctx.now),
  );

/** End of the period by what is on record today; `months` 1 for the first month, also of a request that was extended. */
export async function dueBy(ctx: Ctx, row: Clocked, pauses: readonly PauseRow[], months?: 1): Promise<string> {
  const received = dayOf(row.received_at);
  const country = row.country ?? (await company(ctx)).country;
  const holidays = await publicHolidays(country, [received.year, received.year + 1, received.year + 2]);
  return dueAfter(received, {
    months: months ?? (row.extended_for === null ? 1 : 3),
    paused: stoodStill(ctx, pauses),
    holidays,
  }).toString();
}
