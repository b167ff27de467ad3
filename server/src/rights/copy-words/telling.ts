// A field of a record as whoever it is about reads it: its name and its codes in their language, moments as dates, and nothing that only a program needs.
import type { Language } from '#purposes';
import { codeWords } from './codes.ts';
import { aboutRequest, anotherStep, deedWords } from './deeds.ts';
import { fieldWords, type Said, spoken, technical } from './fields.ts';

/** What a company and its house call their purposes and what decides by itself, by code, and their holdings, by table. */
export type Names = Readonly<Record<'purposes' | 'deciders' | 'holdings', ReadonlyMap<string, string>>>;
/** What a field is called, and what its value says; undefined where the page leaves the value out. */
export type Told = { readonly name: string; readonly say: (value: unknown) => string | undefined };

const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
const yesNo: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['yes', 'no'],
  de: ['ja', 'nein'],
  fr: ['oui', 'non'],
  es: ['sí', 'no'],
};
const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isDay = /^\d{4}-\d\d-\d\d$/;
/** There is such a day: the 31st of June looks like one. */
const isReal = (iso: string): boolean => {
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
};
const isId = /^[a-z]{3}_[0-9a-z]{26}$/;
const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** How the fields of records are told in a language; ask once for a page, and once for a field of a table. Times are in UTC. */
export function tellingIn(language: Language, { purposes, deciders, holdings }: Names): (table: string, field: string) => Told | undefined {
  const at = languages.indexOf(language);
  const word = (said: Said) => said[at] as string;
  const days = new Map<string, string>();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const named = (type: 'language' | 'region') => new Intl.DisplayNames(language, { type });
  const day = (iso: string) => {
    const known = days.get(iso) ?? format.format(new Date(iso));
    days.set(iso, known);
    return known;
  };
  const moment = (iso: string) => `${day(iso.slice(0, 10))}, ${iso.slice(11, 16)}`;
  const plainly = (value: unknown): string | undefined => {
    if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
    if (value instanceof Date) return moment(value.toISOString());
    if (typeof value !== 'string') return value === null || value === undefined ? undefined : String(value);
    if (value.length === 24 && isInstant.test(value) && isReal(value)) return moment(value);
    if (value.length === 10 && isDay.test(value) && isReal(value)) return day(value);
    return value === '' || (value.length === 30 && isId.test(value)) ? undefined : value;
  };
  const byCode = (codes: ReadonlyMap<string, string>) => (value: unknown) => codes.get(value as string) ?? plainly(value);
  const special: Readonly<Record<string, Told['say']>> = {
    purpose: byCode(purposes),
    'facts.what': (value) =>
      [
        ...new Set(
          String(value)
            .split(/[\s,]+/)
            .map((field) => holdings.get(field.split('.')[0] as string) ?? field),
        ),
      ].join(' · ') || undefined,
    'decisions.code': byCode(deciders),
    'messages.kind': (value) => (value === 'message' ? undefined : word(codeWords['kind']?.['note'] as Said)), // that a message is one need not be said
    'ledger_payloads.kind': (value) => {
      const own = deedWords[value as string];
      return word(own ?? (String(value).startsWith('request.') ? aboutRequest : anotherStep));
    },
    language: (value) => (/^[a-z]{2}$/.test(String(value)) ? named('language').of(String(value)) : plainly(value)),
    country: (value) => (/^[A-Z]{2}$/.test(String(value)) ? named('region').of(String(value)) : plainly(value)),
    pauses: (value) =>
      String(value)
        .replace(instants, (iso) => (isReal(iso) ? moment(iso) : iso))
        .replace(/(^|; )([a-z-]+):/g, (whole, before, code) =>
          codeWords['ground']?.[code] ? `${before}${word(codeWords['ground'][code])}:` : whole,
        ),
    ...Object.fromEntries(
      ['session', 'address', 'inputs', 'said', 'filled'].map((name) => [name, (value: unknown) => listed(value) ?? plainly(value)]),
    ),
  };
  return (table, field) => {
    if (technical.has(field) || technical.has(`${table}.${field}`)) return undefined;
    const words = fieldWords[field];
    const codes = codeWords[`${table}.${field}`] ?? codeWords[field];
    const own = special[`${table}.${field}`] ?? special[field];
    const say = spoken.has(field)
      ? asSaid
      : (own ?? (codes ? byCode(new Map(Object.entries(codes).map(([code, said]) => [code, word(said)]))) : plainly));
    return { name: words ? word(words) : field, say };
  };
}

/** Words stand there as they were said, also where they look like a day, a code or an id. */
const asSaid = (value: unknown): string | undefined => (value === null || value === undefined || value === '' ? undefined : String(value));

/** What stands in a value that is an object or a list, in one line; undefined where it is neither. */
function listed(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return undefined;
  try {
    return said(JSON.parse(value));
  } catch {
    return undefined;
  }
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${said(inner)}`)
    .join(' · ');
}
