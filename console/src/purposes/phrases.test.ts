import { expect, test } from 'vitest';
import { inPhrases, type Part } from './phrases.ts';

const texts = (parts: readonly Part[]) => [
  parts.filter(({ added }) => !added).map(({ value }) => value),
  parts.filter(({ removed }) => !removed).map(({ value }) => value),
];

test('a sentence that was rewritten is one taken out and one put in, and neither text loses a letter', () => {
  const parts = [
    { value: 'We answer' },
    { value: '.', removed: true },
    { value: ',', added: true },
    { value: ' ' },
    { value: 'We', removed: true },
    { value: 'mostly', added: true },
    { value: ' in ' },
    { value: 'time', removed: true },
    { value: 'a day', added: true },
    { value: '. You need not explain twice.' },
  ];
  const found = inPhrases(parts);
  expect(found).toEqual([
    { value: 'We answer' },
    { value: '. We in time', removed: true },
    { value: ', mostly in a day', added: true },
    { value: '. You need not explain twice.' },
  ]);
  expect(texts(found).map((each) => each.join(''))).toEqual(texts(parts).map((each) => each.join('')));
});

test('changes far apart stay apart, and a new line keeps them so', () => {
  const parts = [
    { value: 'a', removed: true },
    { value: ' is kept for two ' },
    { value: 'b', added: true },
    { value: '\n' },
    { value: 'c', added: true },
  ];
  expect(inPhrases(parts)).toEqual(parts);
});
