import { expect, it } from 'vitest';
import { ages, bandsIn, needsParent, ofAgeOn } from './children.ts';

it('every country of the European Economic Area has its age, between 13 and 16, with the law that says so', () => {
  const area = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');
  expect(Object.keys(ages).sort()).toEqual(area);
  for (const { years, source } of Object.values(ages)) expect([13 <= years && years <= 16, source.length > 3]).toEqual([true, true]);
});

it('the same child is of age in one country and needs a parent in another, and in an unknown one', () => {
  expect([needsParent('14', 'AT'), needsParent('14', 'DE'), needsParent('14', 'XX'), needsParent('of-age', 'DE')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(bandsIn('SE')).toEqual(['under-13', 'of-age']);
  expect(bandsIn('DE')).toEqual(['under-13', '13', '14', '15', 'of-age']);
});

it('the word of a parent ends when the child is of age', () => {
  const today = Temporal.PlainDate.from('2026-11-24');
  expect([ofAgeOn('15', 'DE', today), ofAgeOn('13', 'FR', today), ofAgeOn('under-13', 'SE', today)]).toEqual([
    '2027-11-24',
    '2028-11-24',
    '2027-11-24',
  ]);
});
