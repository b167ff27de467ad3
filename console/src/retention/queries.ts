// What will go, what is left, and what is held, as the server tells it.
import type { Answer } from '@parley/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Language } from '#lib/language.ts';

export type PlannedPurpose = Answer<'planRetention'>['purposes'][number];
export type PlannedRecords = Answer<'planRetention'>['proofs'][number];
export type Hold = Answer<'placeHold'>;

export const planQuery = (days: number) =>
  queryOptions({ queryKey: keys.retentionPlan(days), queryFn: () => client.call('planRetention', { query: { days } }) });
export const goingQuery = (purpose: string, days: number) =>
  queryOptions({ queryKey: keys.retentionGoing(purpose, days), queryFn: () => client.call('listGoing', { query: { purpose, days } }) });
export const figuresQuery = queryOptions({ queryKey: keys.retentionFigures, queryFn: () => client.call('readFigures') });
/** Reading reasons is recorded: not again only because somebody came back to the window. */
export const holdsQuery = queryOptions({
  queryKey: keys.holds('standing'),
  queryFn: () => client.call('listHolds', { query: { state: 'standing' } }),
  refetchOnWindowFocus: false,
});
export const keptFieldsQuery = (person: string, language: Language) =>
  queryOptions({
    queryKey: keys.keptFields(person, language),
    queryFn: () => client.call('listKeptFields', { params: { person }, query: { language } }),
  });
