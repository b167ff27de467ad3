// Times as people say them, in the language of the page and the zone of this device.
import { type Language, words } from '#lib/language.ts';

const day = 86_400_000; // milliseconds

/** Short for a list: the time today, the weekday within a week, else the date. */
export function shortTime(at: string, language: Language, now = new Date()): string {
  const date = new Date(at);
  const days = daysApart(date, now);
  if (days === 0) return clock(at, language);
  if (days === 1) return named[language].yesterday;
  if (days > 1 && days < 7) return written(date, language, 'weekday');
  return written(date, language, date.getFullYear() === now.getFullYear() ? 'date' : 'dateAndYear');
}

/** Hour and minute. */
export function clock(at: string, language: Language): string {
  return written(new Date(at), language, 'clock');
}

/** The mark between days in a thread: Today, Yesterday, or the day in full. */
export function dayMark(at: string, language: Language, now = new Date()): string {
  const date = new Date(at);
  const days = daysApart(date, now);
  if (days === 0) return named[language].today;
  if (days === 1) return named[language].yesterday;
  return written(date, language, date.getFullYear() === now.getFullYear() ? 'day' : 'dayAndYear');
}

/** Day, month, year and time: for titles and records. */
export function fullTime(at: string, language: Language): string {
  return written(new Date(at), language, 'full');
}

/** Day, month, year of an instant or of a calendar day. */
export function fullDay(at: string, language: Language): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(at) ? new Date(`${at}T12:00:00`) : new Date(at);
  return date.toLocaleDateString(locale(language), { dateStyle: 'medium' });
}

/** The last second of a calendar day here, as an instant. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

/** The calendar day of an instant here, as a form takes it. */
export function dayOf(at: string): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Whether two instants fall on one calendar day here. */
export function sameDay(one: string, other: string): boolean {
  return daysApart(new Date(one), new Date(other)) === 0;
}

/** Bytes as people read them. */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toLocaleString(locale(language), { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

/** A count where there is little room: 980, 10K. */
export function shortCount(count: number, language: Language): string {
  const writer = counters.get(language) ?? new Intl.NumberFormat(locale(language));
  counters.set(language, writer);
  return count < 10_000 ? writer.format(count) : `${writer.format(Math.floor(count / 1000))}K`;
}

const forms = {
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short' },
  date: { day: 'numeric', month: 'short' },
  dateAndYear: { day: 'numeric', month: 'short', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayAndYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  full: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const writers = new Map<string, Intl.DateTimeFormat>();
const counters = new Map<Language, Intl.NumberFormat>();

/** A formatter costs a hundred times what its use does: each is made once. */
function written(date: Date, language: Language, form: keyof typeof forms): string {
  const key = `${locale(language)}/${form}`;
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale(language), forms[form]);
  writers.set(key, writer);
  return writer.format(date);
}

/** The reader's own flavour of the language of the page (en-GB, de-AT), so that clocks look as they do elsewhere on this device. */
function locale(language: Language): string {
  const own = typeof navigator === 'undefined' ? undefined : navigator.languages?.find((one) => one.slice(0, 2) === language);
  return own ?? { en: 'en-GB', de: 'de-DE' }[language];
}

function daysApart(date: Date, now: Date): number {
  const start = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
  return Math.round((start(now) - start(date)) / day);
}

const named = words({ today: 'Today', yesterday: 'Yesterday' }, { today: 'Heute', yesterday: 'Gestern' });
