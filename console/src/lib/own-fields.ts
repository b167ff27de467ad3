// The company's own fields, for the pages that speak of them: what they hold, and what of it goes with a purpose that is switched off.
import { keepsLonger } from '@parley/contract/period';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys } from './keys.ts';
import { useWords, words } from './language.ts';

export const fieldsQuery = queryOptions({ queryKey: keys.fields, queryFn: () => client.call('listFields') });

/** What of the company's own fields goes with a purpose that is switched off, in words; undefined where nothing does. */
export function useNotesThatGo(purpose: string | undefined): string | undefined {
  const w = useWords(ownFieldWords);
  const { data } = useQuery(fieldsQuery);
  const values = (data?.items ?? []).reduce((sum, field) => (field.purpose === purpose ? sum + field.values : sum), 0);
  return data && values > 0 ? w.alsoGoes(w.values(values), data.graceDays) : undefined;
}

/** What of them is read no more, and goes, when their purpose keeps for a shorter time, in words; undefined where nothing does. */
export function useNotesThatEnd(purpose: string, period: string): string | undefined {
  const w = useWords(ownFieldWords);
  const { data } = useQuery(fieldsQuery);
  const outliving = (data?.items ?? []).filter(
    (field) => field.purpose === purpose && keepsLonger({ period, starts: 'collected' }, { period: field.period, starts: 'collected' }),
  );
  const values = outliving.reduce((sum, field) => sum + field.values, 0);
  return data && values > 0 ? w.endSooner(w.values(values), data.graceDays) : undefined;
}

const ownFieldWords = words(
  {
    values: (count: number) => `${count.toLocaleString()} ${count === 1 ? 'value' : 'values'}`,
    alsoGoes: (values: string, days: number) =>
      `${values} in your own fields rest on it. Nobody can read them from now on, and after ${days} days they are erased, unless it is switched on again.`,
    endSooner: (values: string, days: number) =>
      `${values} in your own fields rest on it. Those that are older than the new period nobody can read from now on, and after ${days} days they are erased, unless it is made longer again.`,
  },
  {
    values: (count: number) => `${count.toLocaleString('de')} ${count === 1 ? 'Wert' : 'Werte'}`,
    alsoGoes: (values: string, days: number) =>
      `Darauf beruhen auch eigene Felder (${values}). Ab jetzt liest sie niemand, und nach ${days} Tagen werden sie gelöscht, wenn er nicht wieder eingeschaltet wird.`,
    endSooner: (values: string, days: number) =>
      `Darauf beruhen auch eigene Felder (${values}). Was älter ist als die neue Frist, liest ab jetzt niemand, und nach ${days} Tagen wird es gelöscht, wenn sie nicht wieder verlängert wird.`,
  },
);
