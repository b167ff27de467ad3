import { expect, test } from 'vitest';
import { openThrottle } from './throttle.ts';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
const limits = { tries: 3, refillSeconds: 30, capacity: 2 };

test('three tries are free, the fourth waits until one has come back', () => {
  const throttle = openThrottle(limits);
  expect([0, 0, 0].map(() => throttle.take('ada', at(0)))).toEqual([0, 0, 0]);
  expect(throttle.take('ada', at(0))).toBe(30);
  expect(throttle.take('ada', at(20))).toBe(10);
  expect(throttle.take('ada', at(30))).toBe(0);
  expect(throttle.take('ada', at(30))).toBe(30);
});

test('asking while one must wait does not lengthen the wait', () => {
  const throttle = openThrottle(limits);
  for (let tries = 0; tries < 3; tries += 1) throttle.take('ada', at(0));
  for (let second = 1; second < 30; second += 1) expect(throttle.take('ada', at(second))).toBe(30 - second);
  expect(throttle.take('ada', at(30))).toBe(0);
});

test('memory stays bounded, and the least recently tried is forgotten first', () => {
  const throttle = openThrottle(limits);
  for (let tries = 0; tries < 4; tries += 1) throttle.take('ada', at(0));
  throttle.take('boris', at(1));
  throttle.take('ada', at(1));
  throttle.take('carol', at(2));
  expect(throttle.size).toBe(2);
  expect(throttle.take('ada', at(2))).toBeGreaterThan(0);
});
