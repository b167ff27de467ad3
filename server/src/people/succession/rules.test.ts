import { expect, test } from 'vitest';
import { isLostBy, rests, type Said, sharesNo, verdictOn } from './rules.ts';

const now = new Date('2026-12-01T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const first: Said = {
  ...{ isOne: false, namedAt: null, isSameAgain: false, isSomebody: false, mayMove: true, isLeft: false, isTaken: false, heardAt: ago(1) },
};
const on = (change: Partial<Said>) => verdictOn({ ...first, ...change }, now);

test('a number from which somebody wrote lately joins with the id that is named beside it, once', () => {
  expect(on({})).toBe('join');
  expect(on({ namedAt: ago(1), isSameAgain: true })).toBe('known'); // also after it was taken apart
  expect(on({ isOne: true })).toBe('one');
});

test('a number that was another account’s joins nobody, is written to no more, and its new holder speaks for themselves alone', () => {
  expect(on({ namedAt: ago(1) })).toBe('inherited');
  expect(on({ namedAt: ago(1), isOne: true })).toBe('inherited');
  expect([on({ isTaken: true }), on({ isTaken: true, isOne: true })], 'only now the account’s').toEqual(['inherited', 'one']);
  expect([isLostBy('inherited', first), sharesNo('inherited')]).toEqual([true, false]);
});

test('a number that was silent for as long as it takes to be given out again joins nobody, but a no is heeded', () => {
  expect(on({ heardAt: ago(rests) })).toBe('join');
  expect(on({ heardAt: new Date(ago(rests).getTime() - 1) })).toBe('quiet');
  expect(on({ isSomebody: true, heardAt: ago(rests + 1) }), 'and nothing goes there, whoever has the id').toBe('quiet');
  expect([isLostBy('quiet', first), sharesNo('quiet')]).toEqual([true, true]);
});

test('an id is nobody else’s however long it was silent, and named by two it joins once', () => {
  expect(on({ mayMove: false, heardAt: ago(900) })).toBe('join');
  expect(on({ mayMove: false, namedAt: ago(1) })).toBe('known');
});

test('whoever has the new address by proofs of their own swallows nobody', () => {
  expect(on({ isSomebody: true })).toBe('somebody');
  expect([isLostBy('somebody', first), sharesNo('somebody')]).toEqual([false, true]);
});

test('a number that was given up leads to nobody, whatever else holds', () => {
  expect([isLostBy('join', first), isLostBy('join', { isLeft: true }), isLostBy('known', { isLeft: true })]).toEqual([false, true, true]);
});
