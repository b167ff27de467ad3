// The clock of Art. 12(3): one month, counted as Regulation 1182/71 counts; a period that ends on a free day ends on the next working day (EDPB 01/2022, 5.3).

/** End of the period for a request received on `received`: the same day of the next month (its last day when shorter), moved past weekends and `holidays` (ISO days). `months` is 1, up to 3 when extended. */
export function dueOn(received: Temporal.PlainDate, holidays: ReadonlySet<string>, months = 1): Temporal.PlainDate {
  let day = received.add({ months }, { overflow: 'constrain' });
  while (day.dayOfWeek > 5 || holidays.has(day.toString())) day = day.add({ days: 1 });
  return day;
}

/** Whole days from today until the period ends; negative when it is over. */
export function daysLeft(today: Temporal.PlainDate, due: Temporal.PlainDate): number {
  return today.until(due, { largestUnit: 'days' }).days;
}

/** The calendar day of an instant in UTC: for establishments in the EU never later than their own day, so that the clock errs to the person's side. */
export function dayOf(instant: Date): Temporal.PlainDate {
  return Temporal.PlainDate.from(instant.toISOString().slice(0, 10));
}
