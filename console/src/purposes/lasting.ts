// A period in the words of the page: `P2Y` as "2 years".
import { periodWords } from '@parley/contract/period';
import { useLanguage } from '#lib/language.ts';

const words = {
  en: { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] },
  de: { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] },
} as const;

export function useLasting(): (period: string) => string {
  const language = useLanguage();
  return (period) => periodWords(period, words[language]);
}
