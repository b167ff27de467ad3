import { expect, test } from 'vitest';
import { isUnwilling } from './unwilling.ts';

const letters = { code: 'marketing', lawfulBasis: 'consent', advertising: true } as const;
const said = (...states: string[]) =>
  states.map((state, day) => ({
    state: state.replace('cut-short', 'expired'),
    ranOut: state === 'expired',
    at: new Date(Date.UTC(2026, 0, 1 + day)),
  }));
const objection = { purpose: null, since: new Date('2026-01-15T00:00:00Z') };

test('a no ends it where no yes is left; what the company changed, or nobody was asked, does not', () => {
  for (const states of [['withdrawn'], ['refused'], ['expired'], ['withdrawn', 'requested'], ['expired', 'pending']])
    expect([states, isUnwilling(letters, said(...states), [])]).toEqual([states, true]);
  for (const states of [
    [],
    ['given'],
    ['invalidated'],
    ['requested'],
    ['withdrawn', 'given'],
    ['withdrawn', 'invalidated'],
    ['cut-short'],
    ['withdrawn', 'cut-short'],
  ])
    expect([states, isUnwilling(letters, said(...states), [])]).toEqual([states, false]);
});

test('an objection ends what can be objected to, but for a yes given after it', () => {
  expect(isUnwilling(letters, said('given'), [objection])).toBe(true);
  expect(isUnwilling(letters, [{ state: 'given', at: new Date('2026-02-01T00:00:00Z') }], [objection])).toBe(false);
  expect(isUnwilling(letters, said('given'), [{ ...objection, purpose: 'satisfaction-survey' }])).toBe(false);
  expect(isUnwilling({ ...letters, lawfulBasis: 'contract', advertising: false }, [], [objection])).toBe(false);
  expect(isUnwilling({ ...letters, lawfulBasis: 'legitimate-interests', advertising: false }, [], [objection])).toBe(true);
  expect(isUnwilling({ ...letters, lawfulBasis: 'contract', advertising: false }, said('withdrawn'), [])).toBe(false); // rests on no yes
});
