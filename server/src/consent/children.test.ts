import { expect, it } from 'vitest';
import { ageCounted, ages, countries, needsParent, ofAgeOn } from './children.ts';

it('every country of the European Economic Area has the age that its law sets, and names the law', () => {
  const years = {
    ...{ AT: 14, BE: 13, BG: 14, CY: 14, CZ: 15, DE: 16, DK: 15, EE: 13, ES: 14, FI: 13, FR: 15, GR: 15, HR: 16, HU: 16, IE: 16 },
    ...{ IS: 13, IT: 14, LI: 16, LT: 14, LU: 16, LV: 13, MT: 13, NL: 16, NO: 13, PL: 16, PT: 13, RO: 16, SE: 13, SI: 15, SK: 16 },
  };
  expect(Object.fromEntries(Object.entries(ages).map(([country, age]) => [country, age.years]))).toEqual(years);
  for (const { source } of Object.values(ages)) expect(source.length).toBeGreaterThan(3);
});

it('the same child is of age in one country and needs a parent in another, and in an unknown one', () => {
  expect([needsParent('14', 'AT'), needsParent('14', 'DE'), needsParent('14', 'XX'), needsParent('of-age', 'DE')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([countries('FI')[0], countries('FI').at(-1), new Set(countries('FI')).size]).toEqual(['FI', 'ZZ', 31]);
});

it('the word of a parent ends when the child is of age', () => {
  const today = Temporal.PlainDate.from('2026-11-24');
  expect([ofAgeOn('15', 'DE', today), ofAgeOn('13', 'FR', today), ofAgeOn('under-13', 'SE', today)]).toEqual([
    '2027-11-24',
    '2028-11-24',
    '2027-11-24',
  ]);
});

it('the youngest age said lately counts, against the highest age of the countries named', () => {
  const now = { age: 'of-age', country: 'FI' } as const;
  expect(ageCounted(now, [])).toEqual({ ...now, limit: 13, isChild: false });
  expect(ageCounted(now, [{ age: '14', country: 'DE' }])).toEqual({ age: '14', country: 'DE', limit: 16, isChild: true });
});
