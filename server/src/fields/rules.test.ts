import { expect, test } from 'vitest';
import type { Purpose } from '#purposes';
import { keptFrom, outlives, purposeFlaw, saidBy } from './rules.ts';
import type { TellsOf } from './types.ts';

const text = { kind: 'text', choices: [], tellsOf: [] } as const;
const size = {
  kind: 'choice',
  choices: [
    { en: 'S', de: 'S' },
    { en: 'L', de: 'L' },
  ],
  tellsOf: [],
} as const;

test('a name that announces health, faith or the like says of which category, also where it names no illness', () => {
  const announced = {
    Health:
      'Allergies, Blutgruppe, Health insurance, Gesundheitszustand, Diabetes, Medication, Medikamente, Diagnosis, Schwerbehinderung, Erkrankungen, Chronic conditions, Food intolerances, Unverträglichkeiten, Blood pressure, Blutdruck, Vaccination, Krankenkasse, Hearing aid, Hausarzt, Vacunas',
    ReligiousBelief: 'Religion, Konfession, Kirchenzugehörigkeit, Church, Denomination, Halal, Kosher, Croyances',
    PoliticalOpinion: 'Parteizugehörigkeit, Afiliación política',
    EthnicOrigin: 'Ethnicity, Skin colour, skin-colour, Hautfarbe',
    TradeUnionMembership: 'Trade union',
    Biometric: 'Fingerabdruck',
    Sexual: 'Orientation sexuelle',
  };
  for (const [of, names] of Object.entries(announced))
    for (const name of names.split(', ')) expect([name, saidBy([name], false)]).toEqual([name, { tellsOf: [of], flaw: undefined }]);
  for (const name of 'Shoe size, Lieblingslampe, Preferred store, Delivery day, Racecourse, Schwarztee, Pflegehinweise, Metropolitan area, Payment conditions'.split(
    ', ',
  ))
    expect([name, saidBy([name], false)]).toEqual([name, { tellsOf: [], flaw: undefined }]);
});

test('a label says as much as a name; one person and an offence have no place in either', () => {
  expect(saidBy(['Group', 'Catholic'], false).tellsOf).toEqual(['ReligiousBelief']);
  expect(saidBy(['ada@example.com'], false).flaw).toBe('one-person');
  expect(saidBy(['Vorstrafe'], false).flaw).toBe('criminal');
  expect(saidBy(['Ada Lovelace'], false).flaw).toBe('may-be-a-name');
  expect(saidBy(['Ada Lovelace'], true).flaw).toBe(undefined);
});

test('a purpose carries a field only when it is in force, lets staff read, and names that kind of data; a special one only by a consent that names just that', () => {
  const serving = { about: 'person', active: true, acts: ['reveal'], categories: ['Preference'], lawfulBasis: 'contract', special: [] };
  const flaw = (change: object, tellsOf: TellsOf[] = []) => purposeFlaw({ ...serving, ...change } as unknown as Purpose, tellsOf);
  expect(purposeFlaw(undefined, [])).toBe('unknown-purpose');
  expect(flaw({})).toBe(undefined);
  expect(flaw({ categories: ['all'] })).toBe('category-not-of-purpose'); // what the law demands asks for all
  expect(flaw({ lawfulBasis: 'legal-obligation' })).toBe('purpose-not-for-this');
  expect(flaw({ active: false })).toBe('purpose-off');
  expect([flaw({ about: 'staff' }), flaw({ acts: ['send'] })]).toEqual(['purpose-not-for-this', 'purpose-not-for-this']);
  expect(flaw({ categories: ['Location'] })).toBe('category-not-of-purpose');
  const consent = { lawfulBasis: 'consent', special: ['Health'] };
  expect([flaw({}, ['Health']), flaw({ lawfulBasis: 'consent' }, ['Health'])]).toEqual(['special-category', 'special-category']);
  expect(flaw(consent, ['Health'])).toBe(undefined);
  for (const tellsOf of [['ReligiousBelief'], ['Health', 'ReligiousBelief'], ['unsaid']] as TellsOf[][])
    expect(flaw(consent, tellsOf)).toBe('special-category'); // a yes to one opens no other
});

test('no field is kept longer than its purpose keeps what it has', () => {
  expect(['P2Y', 'P24M', 'P730D', 'P1D'].map((period) => outlives(period, { period: 'P2Y' }))).toEqual([false, false, false, false]);
  expect(['P25M', 'P731D'].map((period) => outlives(period, { period: 'P2Y' }))).toEqual([true, true]);
  expect(outlives('P30D', { period: 'P1M' })).toBe(true); // February
});

test('a value is what its kind says, and nothing else', () => {
  expect(keptFrom(text, '  left-handed ')).toEqual({ value: 'left-handed' });
  expect(keptFrom(text, ' ')).toEqual({ flaw: 'empty' });
  expect(keptFrom(text, 'x'.repeat(501))).toEqual({ flaw: 'too-long' });
  expect(keptFrom(text, 'card 4111 1111 1111 1111')).toEqual({ flaw: 'secret' });
  expect(keptFrom(text, 'has diabetes')).toEqual({ flaw: 'special-category' });
  expect(keptFrom({ ...text, tellsOf: ['Health'] }, 'has diabetes')).toEqual({ value: 'has diabetes' });
  expect(keptFrom({ ...text, tellsOf: ['Health'] }, 'is a Catholic')).toEqual({ flaw: 'special-category' });
  expect(keptFrom({ ...text, kind: 'number' }, '378282246310005')).toEqual({ flaw: 'secret' }); // a card
  expect(keptFrom({ ...text, kind: 'number' }, '-42.5')).toEqual({ value: '-42.5' });
  for (const no of ['1e3', '0x10', '1,5', 'NaN']) expect(keptFrom({ ...text, kind: 'number' }, no)).toEqual({ flaw: 'no-number' });
  expect(keptFrom({ ...text, kind: 'date' }, '2024-02-29')).toEqual({ value: '2024-02-29' });
  for (const no of ['2026-02-29', '29.2.2024', '2024-13-01']) expect(keptFrom({ ...text, kind: 'date' }, no)).toEqual({ flaw: 'no-date' });
  expect(keptFrom(size, '1')).toEqual({ value: '1' });
  for (const no of ['2', '01', 'L', '-1']) expect(keptFrom(size, no)).toEqual({ flaw: 'no-choice' });
});
