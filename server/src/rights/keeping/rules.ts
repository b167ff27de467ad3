// On which ground a single item may outlive its person, for how long, and when somebody is reminded: facts in, answer out (Art. 17(3), a closed list).
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
};

const aYear = 366;
/** A law that orders keeping names years; every other ground is looked at again within one. */
export const longestDays = (ground: KeepGround): number => (ground === 'legal-obligation' ? 10 * aYear : aYear);

/** Whether the day lies ahead and no farther than the ground allows. */
export function isDayAllowed(ground: KeepGround, today: Temporal.PlainDate, until: string): boolean {
  const days = daysLeft(today, Temporal.PlainDate.from(until));
  return days >= 1 && days <= longestDays(ground);
}

type Hold = { readonly ground: KeepGround; readonly reviewOn: string };
/** Whether a choice answers the holds over its conversation: on the ground of one of them, and not for less long than until somebody looks again. */
export function answersHolds(choice: { readonly ground: KeepGround; readonly until: string }, holds: readonly Hold[]): boolean {
  return (
    holds.length === 0 || (holds.some(({ ground }) => ground === choice.ground) && holds.every(({ reviewOn }) => reviewOn <= choice.until))
  );
}

/** What is to be done with an item today: erased once its last day is over (unless a hold stands over it), reminded of two weeks and two days before. */
export function dueOf(today: Temporal.PlainDate, until: string): 'over' | 'last-days' | 'two-weeks' | null {
  const left = daysLeft(today, Temporal.PlainDate.from(until));
  if (left < 0) return 'over';
  if (left <= 2) return 'last-days';
  return left <= 14 ? 'two-weeks' : null;
}
