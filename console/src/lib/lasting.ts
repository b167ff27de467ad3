// A period in the words of the page: `P2Y` as "2 years".
import { periodWords } from '@parley/contract/period';
import { words as dictionary, useLanguage } from '#lib/language.ts';

const words = {
  en: { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] },
  de: { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] },
} as const;

export function useLasting(): (period: string) => string {
  const language = useLanguage();
  return (period) => periodWords(period, words[language]);
}

/** What a period is counted from, as the end of a sentence. */
export const startWords = dictionary(
  {
    collected: 'after it was collected',
    'last-contact': 'after the last contact',
    closing: 'after closing',
    'end-of-contract': 'after the end of the contract',
  },
  {
    collected: 'nach der Erhebung',
    'last-contact': 'nach dem letzten Kontakt',
    closing: 'nach dem Schließen',
    'end-of-contract': 'nach dem Ende des Vertrags',
  },
);
