// When a yes runs out (EDPB 05/2020 advises to renew). Pure; days of UTC, as the gate counts them in SQL.
import { periodParts } from '@parley/contract/period';

/** The first day on which a yes no longer counts, YYYY-MM-DD. */
export function lapsesOn(at: Date, renewAfter: string): string {
  const { count, unit } = periodParts(renewAfter) ?? { count: 2, unit: 'Y' };
  const day = Temporal.PlainDate.from(at.toISOString().slice(0, 10));
  return day.add({ [unit === 'D' ? 'days' : unit === 'M' ? 'months' : 'years']: count }).toString();
}
