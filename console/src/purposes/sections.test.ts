import { expect, test } from 'vitest';
import { countDifferences, pairSections } from './sections.ts';

const section = (article: string, body: string) => ({ article, heading: `About ${article}`, body });
const before = { short: 'We answer.', sections: [section('13(1)(a)', 'Lantern & Loom'), section('13(2)(c)', 'You may withdraw.')] };
const after = { short: 'We answer.', sections: [section('13(1)(a)', 'Loom & Lantern'), section('13(1)(d)', 'Our interest')] };

test('sections are paired by article; what is new or gone stands alone', () => {
  expect(pairSections(before, after).map((pair) => [pair.before?.body, pair.after?.body, pair.same])).toEqual([
    ['Lantern & Loom', 'Loom & Lantern', false],
    [undefined, 'Our interest', false],
    ['You may withdraw.', undefined, false],
  ]);
});

test('the same notice has no differences, and the first layer counts as one', () => {
  expect(countDifferences(before, before)).toBe(0);
  expect(countDifferences(before, { ...after, short: 'We reply.' })).toBe(4);
});
