// Periods as purposes have them: ISO 8601 in one unit, `P30D`, `P18M`, `P2Y`. Months and years are those of the calendar (Regulation 1182/71, Art. 3(2)(c)),
// so how many days they have depends on where they begin. Shared by server and console, so that both call the same change a longer one.

/** As a regular expression for schemas and for the database. */
export const periodPattern = '^P[1-9][0-9]{0,3}[DMY]$';
export const startEvents = ['collected', 'last-contact', 'closing', 'end-of-contract'] as const;
export type StartEvent = (typeof startEvents)[number];
export type PeriodUnit = 'D' | 'M' | 'Y';
type Words = Readonly<Record<PeriodUnit, readonly [one: string, many: string]>>;

/** Count and unit; undefined for what is no period, or is longer than ten years. */
export function periodParts(period: string): { readonly count: number; readonly unit: PeriodUnit } | undefined {
  const [, digits, unit] = /^P([1-9]\d{0,3})([DMY])$/.exec(period) ?? [];
  const count = Number(digits);
  if (digits === undefined || count > { D: 3660, M: 120, Y: 10 }[unit as PeriodUnit]) return undefined;
  return { count, unit: unit as PeriodUnit };
}

/** Whether data would be kept longer, wherever the period begins to run; an event that comes later counts as well. */
export function keepsLonger(
  before: { readonly period: string; readonly starts: StartEvent },
  after: { readonly period: string; readonly starts: StartEvent },
): boolean {
  if (startEvents.indexOf(after.starts) > startEvents.indexOf(before.starts)) return true;
  const [old, next] = [lengths(before.period), lengths(after.period)];
  return next.longest > old.longest || next.shortest > old.shortest;
}

/** In the words of a language: `P2Y` as `2 years`. */
export function periodWords(period: string, words: Words): string {
  const parts = periodParts(period);
  return parts ? `${parts.count} ${words[parts.unit][parts.count === 1 ? 0 : 1]}` : period;
}

/** Days that a period has at most and at least, over every month in which it can begin. */
function lengths(period: string): { readonly longest: number; readonly shortest: number } {
  const { count, unit } = periodParts(period) ?? { count: 0, unit: 'D' };
  if (unit === 'D') return { longest: count, shortest: count };
  const months = unit === 'Y' ? count * 12 : count;
  const days = Array.from({ length: 48 }, (_, start) => (Date.UTC(2024, start + months, 1) - Date.UTC(2024, start, 1)) / 86_400_000);
  return { longest: Math.max(...days), shortest: Math.min(...days) };
}
