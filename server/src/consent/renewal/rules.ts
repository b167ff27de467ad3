// When a yes runs out (EDPB 05/2020 advises to renew), and when somebody may be asked for it anew. Pure; days of UTC, as the gate counts them in SQL.
import { periodParts } from '@parley/contract/period';

/** So many days before its end a yes is asked for anew: time enough to answer, and not while it still has long to run. */
export const renewalDays = 30;
/** For so long whoever's yes ended with a change is asked about it, where they write to the company. */
export const changedDays = 90;
/** They count as in touch for so long after they wrote. */
export const inTouchDays = 30;
/** What could not leave is looked at again after so many hours. */
export const putOffHours = 24;

/** The first day on which a yes no longer counts, YYYY-MM-DD. */
export function lapsesOn(at: Date, renewAfter: string): string {
  const { count, unit } = periodParts(renewAfter) ?? { count: 2, unit: 'Y' };
  const day = Temporal.PlainDate.from(at.toISOString().slice(0, 10));
  return day.add({ [unit === 'D' ? 'days' : unit === 'M' ? 'months' : 'years']: count }).toString();
}

/** Whether a yes that ends on a day (YYYY-MM-DD) may be asked for anew now. */
export function endsSoon(endsOn: string | null, now: Date): boolean {
  if (endsOn === null) return false;
  const today = Temporal.PlainDate.from(now.toISOString().slice(0, 10));
  const left = today.until(Temporal.PlainDate.from(endsOn)).days;
  return left > 0 && left <= renewalDays;
}
