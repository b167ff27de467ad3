import { expect, it } from 'vitest';
import type { Facts } from '../types.ts';
import { changesBetween } from './compare.ts';

const facts = (...places: Facts['places']): Facts => ({
  ...{ purposes: [], recipients: [], automations: [], places, hosting: { country: null, by: null, operator: null } },
});
const place = (purpose: string, name: string, ...periods: string[]) => ({ purpose, place: name, categories: ['Communication'], periods });
const rights = (...periods: string[]) => place('rights-fulfilment', 'rights', ...periods);
const news = (change: Partial<Facts['purposes'][number]> = {}): Facts => ({
  ...facts(),
  purposes: [
    {
      ...{
        code: 'marketing',
        name: { en: 'News' },
        description: { en: 'News by mail' },
        about: 'person',
        lawfulBasis: 'consent',
        article: '6(1)(a)',
      },
      ...{ acts: ['send'], categories: ['EmailAddress'], channels: ['email'], recipients: [], period: 'P2Y', starts: 'consent-ended' },
      ...{ advertising: true, ...change },
    },
  ],
});
const answered = '3 years after the answer (evidence, Art. 5(2))';
const sitting = 'until signed out, 12 hours without use, or 7 days';

it('a period that was a sentence and is data by now is no change', () => {
  const before = facts(rights('1 hour', answered), place('staff-administration', 'access', sitting));
  const now = facts(
    rights('PT1H sign-in', 'purpose request-closed'),
    place('staff-administration', 'access', 'P0D signed-out', 'P7D sign-in', 'PT12H last-use'),
  );
  expect(changesBetween(before, now)).toEqual([]);
});

it('another period is one, also against a sentence', () => {
  expect(changesBetween(facts(rights(answered)), facts(rights('P30Y request-closed')))).toMatchObject([
    { code: 'rights-fulfilment:rights', field: 'periods', before: 'purpose request-closed', after: 'P30Y request-closed' },
  ]);
  expect(changesBetween(facts(rights('for ever')), facts(rights('P3Y request-closed')))).toHaveLength(1);
});

it('that fields of a company say their purposes and periods themselves by now is none, whether it has any or not', () => {
  const fields = place('service-conversation', 'fields', 'as long as the field says, from when the value was set; at most ten years');
  const before = facts(fields, rights(answered));
  const now = rights('purpose request-closed');
  expect(changesBetween(before, facts(now))).toEqual([]);
  expect(changesBetween(before, facts(place('service-conversation', 'fields', 'P30D collected'), now))).toEqual([]);
  expect(changesBetween(facts(now), facts(place('service-conversation', 'fields', 'P30D collected'), now))).toMatchObject([
    { field: 'there' },
  ]);
});

it('another kind of data is one, of a purpose and of a place; so is a special one, and that children are meant', () => {
  const to = { categories: ['EmailAddress', 'Preference'], specialCategories: ['Health'], toChildren: true, article: '9(2)(a)' };
  expect(changesBetween(news(), news(to))).toEqual([
    { part: 'purpose', code: 'marketing', field: 'categories', before: 'EmailAddress', after: 'EmailAddress, Preference' },
    { part: 'purpose', code: 'marketing', field: 'specialCategories', before: '', after: 'Health' },
    { part: 'purpose', code: 'marketing', field: 'toChildren', before: '', after: 'true' },
  ]);
  expect(changesBetween(news(to), news()).map(({ field }) => field)).toEqual(['categories', 'specialCategories', 'toChildren']);
  const [before, now] = [rights(), { ...rights(), categories: ['Communication', 'Health'] }];
  expect(changesBetween(facts(before), facts(now))).toMatchObject([
    { part: 'place', code: 'rights-fulfilment:rights', field: 'categories', before: 'Communication', after: 'Communication, Health' },
  ]);
});

it('a machine that does more, or one that came or went, is one; the same is none', () => {
  const doing = (...automations: Facts['automations']): Facts => ({ ...facts(), automations });
  const [hints, more, stops] = [
    { code: 'hints', what: 'en' },
    { code: 'hints', what: 'de, en' },
    { code: 'stops', what: 'words' },
  ];
  expect(changesBetween(doing(hints), doing(hints))).toEqual([]);
  expect(changesBetween(doing(hints), doing(more, stops))).toEqual([
    { part: 'automation', code: 'hints', field: 'what', before: 'en', after: 'de, en' },
    { part: 'automation', code: 'stops', field: 'there', before: '', after: 'stops' },
  ]);
  expect(changesBetween(doing(hints, stops), doing(hints))).toMatchObject([{ code: 'stops', field: 'there', before: 'stops', after: '' }]);
});
