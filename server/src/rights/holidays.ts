// Public holidays of the establishment's country; the library is loaded when a clock is first set, since few processes ever need it.

/** ISO days of nationwide public holidays; empty for a country nobody knows. */
export async function publicHolidays(country: string, years: readonly number[]): Promise<ReadonlySet<string>> {
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays(country);
  const days = years.flatMap((year) => calendar.getHolidays(year) ?? []).filter((holiday) => holiday.type === 'public');
  return new Set(days.map((holiday) => holiday.date.slice(0, 10)));
}
