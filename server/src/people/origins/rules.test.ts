import { expect, it } from 'vitest';
import { daysLeft, dueOn, stateOf } from './rules.ts';

it.each([
  ['2026-11-24T09:00:00Z', '2026-12-24'],
  ['2027-01-31T23:59:00Z', '2027-02-28'],
  ['2028-01-31T00:00:00Z', '2028-02-29'],
  ['2026-12-31T12:00:00Z', '2027-01-31'],
])('what came in on %s is told by %s', (obtained, due) => expect(dueOn(new Date(obtained))).toBe(due));

it('days are counted while it is open, and none once it is settled', () => {
  const open = { toldAt: null, exception: null, dueOn: '2026-12-24' };
  const on = (day: string, row = {}) => daysLeft({ ...open, ...row }, new Date(`${day}T23:00:00Z`));
  expect([on('2026-12-20'), on('2026-12-24'), on('2026-12-26')]).toEqual([4, 0, -2]);
  expect([on('2026-12-26', { toldAt: new Date() }), on('2026-12-26', { exception: 'law' })]).toEqual([0, 0]);
  expect([open, { ...open, toldAt: new Date() }, { ...open, exception: 'law' }].map(stateOf)).toEqual(['open', 'told', 'excepted']);
});
