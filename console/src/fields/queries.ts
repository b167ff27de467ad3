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

/** A look that is recorded and counted: once, when somebody asks to see it, and not again only because they came back to the window. */
export const personFieldQuery = (person: string, field: string, isAsked: boolean) =>
  queryOptions({
    queryKey: keys.personField(person, field),
    queryFn: () => client.call('readPersonField', { params: { person, field } }),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
