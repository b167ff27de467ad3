// Days of the map, as YYYY-MM-DD in UTC.
export const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
/** What the map and its findings look back at. */
export const lookedBack = 90;
