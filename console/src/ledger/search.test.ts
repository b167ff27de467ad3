import { expect, test } from 'vitest';
import { familyWords } from './families.ts';
import { kindWords } from './kinds.ts';
import { everything, isBackwards, personIn, queryOf } from './search.ts';

test('nothing looked for asks for everything', () => {
  expect(queryOf(everything, undefined)).toEqual({});
  expect(queryOf({ ...everything, kind: 'consent.' }, 'per_ada')).toEqual({ kind: 'consent.', person: 'per_ada' });
});

test('days reach from the first moment of one to the first after the other, in the zone of the device', () => {
  const { from, to } = queryOf({ ...everything, from: '2026-02-28', to: '2026-02-28' }, undefined);
  expect(from).toBe(new Date(2026, 1, 28).toISOString());
  expect(to).toBe(new Date(2026, 2, 1).toISOString());
  const summer = queryOf({ ...everything, from: '2026-03-29', to: '2026-10-25' }, undefined); // days of 23 and 25 hours in Europe
  expect([summer['from'], summer['to']]).toEqual([new Date(2026, 2, 29).toISOString(), new Date(2026, 9, 26).toISOString()]);
});

test('a last day before the first is noticed', () => {
  expect(isBackwards({ ...everything, from: '2026-11-25', to: '2026-11-24' })).toBe(true);
  expect(isBackwards({ ...everything, from: '2026-11-24', to: '2026-11-24' })).toBe(false);
  expect(isBackwards({ ...everything, to: '2026-11-24' })).toBe(false);
});

test('a person is found in their id and in any address of ours that names them, and in nothing else', () => {
  const ada = `per_${'0'.repeat(25)}7`;
  for (const typed of [
    ada,
    ` ${ada}\n`,
    `https://talk.example.com/people/${ada}`,
    `/people/${ada}?tab=looks#top`,
    `/ledger?person=${ada}&entry=x`,
  ])
    expect(personIn(typed), typed).toBe(ada);
  for (const typed of [
    '',
    'ada',
    'ada@example.com',
    'per_ada',
    `${ada}0`,
    `stf_${'0'.repeat(26)}`,
    `x${ada}`,
    `https://talk.example.com/inbox/cnv_${'0'.repeat(26)}`,
  ])
    expect(personIn(typed), typed).toBeUndefined();
});

test('every family stands for several kinds', () => {
  const kinds = Object.keys(kindWords.en);
  for (const family of Object.keys(familyWords.en))
    expect([family, kinds.filter((kind) => kind.startsWith(family)).length > 1]).toEqual([family, true]);
});
