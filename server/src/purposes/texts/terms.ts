// What of a purpose differs from another version of it beside the words: said to whoever agreed to one and is asked about the other (Art. 4(11), 7(1)).
import { periodWords } from '@parley/contract/period';
import { noticeWords } from '../notice/build.ts';
import type { Language, Purpose } from '../types.ts';

type Terms = Pick<Purpose, 'texts' | 'period' | 'starts' | 'renewAfter' | 'sources'>;

/** What is done for a purpose, and how long data is kept, how long a yes counts and from where else data comes, each where `other` says otherwise; in plain sentences. */
export function describedBeside(purpose: Terms, other: Terms, language: Language): string {
  const { kept, counts } = words[language];
  const of = (said: (terms: Terms) => string): string[] => (said(purpose) === said(other) ? [] : [said(purpose)]);
  return [
    purpose.texts[language].description,
    ...of(({ period, starts }) => kept(noticeWords[language].periods.period(period, starts))),
    ...of(({ renewAfter }) => counts(renewAfter)),
    ...of(({ sources }) => sourcesIn(sources, language)),
  ].join(' ');
}

function sourcesIn(sources: Purpose['sources'], language: Language): string {
  if (sources.length === 0) return words[language].noSource;
  const { categories, purposes, sources: named } = noticeWords[language];
  const from = sources.map(({ origin, names, categories: codes }) => {
    const data = codes.map((code) => categories[code] ?? code).join(', ');
    return `${named.named[origin](names[language]?.trim() || '–')} ${purposes.data(data)}`;
  });
  return `${named.heading}: ${from.join(' ')}`;
}

type Said = { readonly kept: (period: string) => string; readonly counts: (period: string) => string; readonly noSource: string };
const words: Readonly<Record<Language, Said>> = {
  en: {
    kept: (period) => `We keep it for ${period}.`,
    counts: (period) => `A yes counts for ${periodWords(period, { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] })}.`,
    noSource: 'We have it from you alone.',
  },
  de: {
    kept: (period) => `Aufbewahrt: ${period}.`,
    counts: (period) =>
      `Ein Ja zählt so lange: ${periodWords(period, { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] })}.`,
    noSource: 'Wir haben alles dafür von Ihnen selbst.',
  },
  fr: {
    kept: (period) => `Conservé pendant ${period}.`,
    counts: (period) => `Un oui vaut ${periodWords(period, { Y: ['an', 'ans'], M: ['mois', 'mois'], D: ['jour', 'jours'] })}.`,
    noSource: 'Tout cela vient de vous seul.',
  },
  es: {
    kept: (period) => `Se conserva ${period}.`,
    counts: (period) => `Un sí vale ${periodWords(period, { Y: ['año', 'años'], M: ['mes', 'meses'], D: ['día', 'días'] })}.`,
    noSource: 'Todo ello viene solo de usted.',
  },
};
