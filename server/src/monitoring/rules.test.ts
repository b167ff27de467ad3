import { expect, test } from 'vitest';
import { afterLook, dueOn, isOverdue, mayBecome, monthsLater } from './rules.ts';

const today = '2026-11-24';

test('the graver a finding, the sooner it is due', () => {
  const opened = new Date('2026-11-24T23:30:00Z');
  expect([dueOn('high', opened), dueOn('medium', opened), dueOn('low', opened)]).toEqual(['2026-12-01', '2026-12-24', '2027-02-22']);
});

test.each([
  ['fails', undefined, 'open'],
  ['fails', { state: 'open', acceptedUntil: null }, 'keep'],
  ['fails', { state: 'accepted', acceptedUntil: today }, 'keep'],
  ['fails', { state: 'accepted', acceptedUntil: '2026-11-23' }, 'reopen'],
  ['fails', { state: 'repaired', acceptedUntil: null }, 'reopen'],
  ['passes', undefined, 'nothing'],
  ['passes', { state: 'open', acceptedUntil: null }, 'repair'],
  ['passes', { state: 'accepted', acceptedUntil: '2027-01-01' }, 'repair'],
  ['passes', { state: 'repaired', acceptedUntil: null }, 'nothing'],
  ['unknown', undefined, 'nothing'],
  ['unknown', { state: 'open', acceptedUntil: null }, 'nothing'],
] as const)('a look that %s over %o means: %s', (look, finding, step) => {
  expect(afterLook(look, finding, today)).toBe(step);
});

test('a finding goes its way and no other', () => {
  expect(mayBecome('open', 'repaired')).toBe(true);
  expect(mayBecome('repaired', 'verified')).toBe(true);
  expect(mayBecome('open', 'verified')).toBe(false);
  expect(mayBecome('verified', 'open')).toBe(false);
});

test('only what is open can be late, and only after its day', () => {
  expect(isOverdue('open', '2026-11-23', today)).toBe(true);
  expect(isOverdue('open', today, today)).toBe(false);
  expect(isOverdue('accepted', '2026-11-01', today)).toBe(false);
});

test('a month later is the last day of a shorter month', () => {
  expect([monthsLater('2026-01-31', 1), monthsLater('2026-11-24', 12)]).toEqual(['2026-02-28', '2027-11-24']);
});
