import { expect, test } from 'vitest';
import { subjectOf } from './subject.ts';

test('an address, an id or nothing is told apart', () => {
  const id = '01kb6d3v5yf2gsp9w8x7r6q5n4';
  expect(subjectOf(`https://parley.example.com/people/per_${id}`)).toEqual({ person: `per_${id}` });
  expect(subjectOf(` cnv_${id}?view=all`)).toEqual({ conversation: `cnv_${id}` });
  expect(subjectOf('https://parley.example.com/people/ada')).toBeUndefined();
});
