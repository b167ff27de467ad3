// On which ground a single item may outlive its person, for how long, and when somebody is reminded: facts in, answer out (Art. 17(3), 18(1)(c), 18(2)).
import type { Body } from '@parley/contract';
import { daysLeft } from '../deadlines.ts';

export type KeepGround = Body<'keepBack'>['ground'];
export type Scope = Body<'keepBack'>['scope'];

/** The point of the Regulation on which each ground rests. */
export const articleOf: Readonly<Record<KeepGround, string>> = {
  expression: '17(3)(a)',
  'legal-obligation': '17(3)(b)',
  'public-health': '17(3)(c)',
  archiving: '17(3)(d)',
  'legal-claims': '17(3)(e)',
  'persons-claims': '18(1)(c)',
  'others-rights': '18(2)',
};

const aYear = 366;
/** A law that orders keeping names years; every other ground is looked at again within one. */
export const longestDays = (ground: KeepGround): number => (ground === 'legal-obligation' ? 10 * aYear : aYear);

/** Whether the day lies ahead and no farther than the ground allows. */
export function isDayAllowed(ground: KeepGround, today: Temporal.PlainDate, until: string): boolean {
  const days = daysLeft(today, Temporal.PlainDate.from(until));
  return days >= 1 && days <= longestDays(ground);
}

/** What is to be done with an item today: erased once its last day is over, reminded of two weeks and two days before. */
export function dueOf(today: Temporal.PlainDate, until: string): 'over' | 'last-days' | 'two-weeks' | null {
  const left = daysLeft(today, Temporal.PlainDate.from(until));
  if (left < 0) return 'over';
  if (left <= 2) return 'last-days';
  return left <= 14 ? 'two-weeks' : null;
}
