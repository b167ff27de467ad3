// The clock of Art. 12(3): one month, counted as Regulation 1182/71 counts; a period that ends on a free day ends on the next working day (EDPB 01/2022, 5.3).

function workingDay(on: Temporal.PlainDate, holidays: ReadonlySet<string>): Temporal.PlainDate {
  let day = on;
  while (day.dayOfWeek > 5 || holidays.has(day.toString())) day = day.add({ days: 1 });
  return day;
}

/** A pause: days on which the person was asked back (Art. 12(6)); `until` undefined while it lasts. */
export type Pause = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate | undefined };

/** Whole days of pauses up to `today`. The day of asking and the day of answering make one: it errs to the person's side. */
export function pausedDays(pauses: readonly Pause[], today: Temporal.PlainDate): number {
  return pauses.reduce((days, { from, until }) => days + Math.max(0, daysLeft(from, until ?? today)), 0);
}

/** End of the period: the same day after `months` (1, or 3 when extended), or the last of a shorter month; moved by days that did not count, and only then past weekends and `holidays` (ISO days). */
export function dueAfter(
  received: Temporal.PlainDate,
  { months, paused, holidays }: { months: 1 | 3; paused: number; holidays: ReadonlySet<string> },
): Temporal.PlainDate {
  return workingDay(received.add({ months }, { overflow: 'constrain' }).add({ days: paused }), holidays);
}

/** Whole days from today until the period ends; negative when it is over. */
export function daysLeft(today: Temporal.PlainDate, due: Temporal.PlainDate): number {
  return today.until(due, { largestUnit: 'days' }).days;
}

/** The calendar day of an instant in UTC: for establishments in the EU never later than their own day, so that the clock errs to the person's side. */
export function dayOf(instant: Date): Temporal.PlainDate {
  return Temporal.PlainDate.from(instant.toISOString().slice(0, 10));
}
