import { expect, test } from 'vitest';
import type { Purpose } from '#purposes';
import { keptFrom, purposeFlaw, saidBy } from './rules.ts';

const text = { kind: 'text', choices: [], special: false } as const;
const size = {
  kind: 'choice',
  choices: [
    { en: 'S', de: 'S' },
    { en: 'L', de: 'L' },
  ],
  special: false,
} as const;

test('a name that announces health, faith or the like is of a special category, also where it names no illness', () => {
  for (const name of [
    'Religion',
    'Konfession',
    'Allergies',
    'Blutgruppe',
    'Health insurance',
    'Gesundheitszustand',
    'Trade union',
    'Ethnicity',
    'Diabetes',
  ])
    expect([name, saidBy([name], false).special]).toEqual([name, true]);
  for (const name of ['Shoe size', 'Lieblingslampe', 'Preferred store', 'Delivery day', 'Racecourse'])
    expect([name, saidBy([name], false)]).toEqual([name, { special: false, flaw: undefined }]);
});

test('a label says as much as a name; one person and an offence have no place in either', () => {
  expect(saidBy(['Group', 'Catholic'], false).special).toBe(true);
  expect(saidBy(['ada@example.com'], false).flaw).toBe('one-person');
  expect(saidBy(['Vorstrafe'], false).flaw).toBe('criminal');
  expect(saidBy(['Ada Lovelace'], false).flaw).toBe('may-be-a-name');
  expect(saidBy(['Ada Lovelace'], true).flaw).toBe(undefined);
});

test('a purpose carries a field only when it is in force, lets staff read, and names that kind of data; a special one only by explicit consent', () => {
  const serving = { about: 'person', active: true, acts: ['reveal'], categories: ['Preference'], lawfulBasis: 'contract', special: [] };
  const flaw = (change: object, special = false) => purposeFlaw({ ...serving, ...change } as unknown as Purpose, special);
  expect(purposeFlaw(undefined, false)).toBe('unknown-purpose');
  expect([flaw({}), flaw({ categories: ['all'] })]).toEqual([undefined, undefined]);
  expect(flaw({ active: false })).toBe('purpose-off');
  expect([flaw({ about: 'staff' }), flaw({ acts: ['send'] })]).toEqual(['purpose-not-for-this', 'purpose-not-for-this']);
  expect(flaw({ categories: ['Location'] })).toBe('category-not-of-purpose');
  expect([flaw({}, true), flaw({ lawfulBasis: 'consent' }, true)]).toEqual(['special-category', 'special-category']);
  expect(flaw({ lawfulBasis: 'consent', special: ['Health'] }, true)).toBe(undefined);
});

test('a value is what its kind says, and nothing else', () => {
  expect(keptFrom(text, '  left-handed ')).toEqual({ value: 'left-handed' });
  expect(keptFrom(text, ' ')).toEqual({ flaw: 'empty' });
  expect(keptFrom(text, 'x'.repeat(501))).toEqual({ flaw: 'too-long' });
  expect(keptFrom(text, 'card 4111 1111 1111 1111')).toEqual({ flaw: 'secret' });
  expect(keptFrom(text, 'has diabetes')).toEqual({ flaw: 'special-category' });
  expect(keptFrom({ ...text, special: true }, 'has diabetes')).toEqual({ value: 'has diabetes' });
  expect(keptFrom({ ...text, kind: 'number' }, '-42.5')).toEqual({ value: '-42.5' });
  for (const no of ['1e3', '0x10', '1,5', 'NaN']) expect(keptFrom({ ...text, kind: 'number' }, no)).toEqual({ flaw: 'no-number' });
  expect(keptFrom({ ...text, kind: 'date' }, '2024-02-29')).toEqual({ value: '2024-02-29' });
  for (const no of ['2026-02-29', '29.2.2024', '2024-13-01']) expect(keptFrom({ ...text, kind: 'date' }, no)).toEqual({ flaw: 'no-date' });
  expect(keptFrom(size, '1')).toEqual({ value: '1' });
  for (const no of ['2', '01', 'L', '-1']) expect(keptFrom(size, no)).toEqual({ flaw: 'no-choice' });
});
