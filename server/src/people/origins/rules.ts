// By when somebody has to be told from where their data came (Art. 14(3)), and where that stands. Facts in, answer out; days are YYYY-MM-DD in UTC.

/** The day at which the month of Art. 14(3)(a) ends: the same of the next month, or its last. It is not moved past free days, so it errs to the person's side. */
export function dueOn(obtained: Date): string {
  return dayOf(obtained).add({ months: 1 }, { overflow: 'constrain' }).toString();
}

export type Standing = { readonly toldAt: Date | null; readonly exception: string | null; readonly dueOn: string };
export type State = 'open' | 'told' | 'excepted';

export const stateOf = ({ toldAt, exception }: Standing): State => (toldAt ? 'told' : exception ? 'excepted' : 'open');

/** Whole days until they have to be told; negative when it is late, 0 once it is settled. */
export function daysLeft(row: Standing, now: Date): number {
  if (stateOf(row) !== 'open') return 0;
  return dayOf(now).until(Temporal.PlainDate.from(row.dueOn), { largestUnit: 'days' }).days;
}

const dayOf = (instant: Date): Temporal.PlainDate => Temporal.PlainDate.from(instant.toISOString().slice(0, 10));
