// What is asked about fields.
import type { Answer } from '@parley/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Language } from '#lib/language.ts';

export type Field = Answer<'listFields'>['items'][number];
export type PersonField = Answer<'listPersonFields'>['items'][number];

export const personFieldsQuery = (person: string, language: Language) =>
  queryOptions({
    queryKey: keys.personFields(person, language),
    queryFn: () => client.call('listPersonFields', { params: { person }, query: { language } }),
  });
