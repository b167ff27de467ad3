import { expect, test } from 'vitest';
import { waitAfter } from './backoff.ts';

const hours = 3600;

test('waits grow, up to an hour', () => {
  const waits = Array.from({ length: 12 }, (_, at) => waitAfter('unreachable', at + 1, 60));
  expect(waits.slice(0, 4)).toEqual([15, 30, 60, 120]);
  expect(waits.at(-1)).toBe(1 * hours);
});

test('a provider’s wish is kept within reason', () => {
  expect(waitAfter('throttled', 1, 60, 90)).toBe(90);
  expect(waitAfter('throttled', 1, 60, 0)).toBe(1);
  expect(waitAfter('throttled', 1, 60, 999_999)).toBe(6 * hours);
});

test('a provider that asks for seconds again and again does not use the attempts of two days up in minutes', () => {
  for (const because of ['throttled', 'unreachable']) {
    const waits = Array.from({ length: 59 }, (_, at) => waitAfter(because, at + 1, 60, 5) ?? 0);
    expect(waits.slice(0, 7)).toEqual([5, 5, 5, 5, 5, 5, because === 'throttled' ? 60 : 15]);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(44 * hours);
  }
});

test('an unknown reason waits like a server that cannot be reached', () => {
  expect(waitAfter('something-new', 1, 60)).toBe(waitAfter('unreachable', 1, 60));
});

test('after two days, or sixty attempts, it is given up', () => {
  expect(waitAfter('unreachable', 3, 48 * hours + 1)).toBeUndefined();
  expect(waitAfter('unreachable', 60, 60)).toBeUndefined();
  expect(waitAfter('unreachable', 59, 48 * hours)).toBe(1 * hours);
});
