// When somebody is reminded of what is due on a day, as parts of statements: a week before it, in its last two days, and every week once it is over. Days are UTC.

/** The day of an instant; all arguments here are SQL. */
export const dayAt = (instant: string): string => `(${instant}::timestamptz AT TIME ZONE 'UTC')::date`;
const beginningOf = (day: string): string => `((${day})::timestamp AT TIME ZONE 'UTC')`;

/** Whether it is due within a week, or over. `due` is a date. */
export const isSoon = (due: string, now: string): string => `${due} <= ${dayAt(now)} + 7`;

/** Whether it is in its last two days, or over. */
export const isUrgent = (due: string, now: string): string => `${due} <= ${dayAt(now)} + 2`;

/** Whether a reminder of it is due, where the last one was at `reminded`, null for none. */
export const isToRemind = (due: string, reminded: string, now: string): string =>
  `(${isSoon(due, now)} AND (${reminded} IS NULL OR (${isUrgent(due, now)} AND ${reminded} < ${beginningOf(`${due} - 2`)})
    OR (${due} < ${dayAt(now)} AND ${reminded} < greatest(${beginningOf(`${due} + 1`)}, ${now}::timestamptz - interval '7 days'))))`;

/** Whether none of a company's rows in `table` was reminded of within the last hours: one mail a day, however many come due. */
export const isQuiet = (table: string, now: string): string =>
  `NOT EXISTS (SELECT FROM ${table} q WHERE q.workspace_id = $1 AND q.reminded_at > ${now}::timestamptz - interval '20 hours')`;
