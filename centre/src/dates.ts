// Dates as people read them. Times are shown in UTC and say so: the centre does not know where the reader is, and does not ask.
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/** A day out of an instant or an RFC 3339 date, such as 3 March 2026. */
export function dayOf(at: string, language: Language): string {
  const date = new Date(at.length === 10 ? `${at}T00:00:00Z` : at);
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** A `<time>` with day and minute. */
export function momentOf(at: string, language: Language): Html {
  const text = new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at));
  return html`<time datetime="${at}">${text} UTC</time>`;
}

export function timeOf(at: string, language: Language): Html {
  return html`<time datetime="${at}">${dayOf(at, language)}</time>`;
}

/** Day before month in every language we speak. */
function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}

/** Whether it is a day, as it stands in an address that we led to. */
export const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));
