// The map and the records as the server tells them.
import type { Answer, Body } from '@parley/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Language } from '#lib/language.ts';

export type DataMap = Answer<'readDataMap'>;
export type Path = DataMap['paths'][number];
export type Recipient = DataMap['recipients'][number];
export type Finding = DataMap['findings'][number];
export type RecordFacts = Body<'changeRecordFacts'>;

export const mapQuery = (language: Language, days: number) =>
  queryOptions({ queryKey: keys.dataMap(language, days), queryFn: () => client.call('readDataMap', { query: { language, days } }) });
export const factsQuery = queryOptions({ queryKey: keys.recordFacts, queryFn: () => client.call('readRecordFacts') });
export const versionsQuery = queryOptions({ queryKey: keys.recordVersions, queryFn: () => client.call('listRecordVersions') });
