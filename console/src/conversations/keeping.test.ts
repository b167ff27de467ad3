import { expect, test } from 'vitest';
import { placesShown, shiftOf } from './keeping.ts';

const list = ['a', 'b', 'c', 'd', 'e', 'f'];

test('one that rises to the top moves what is read by one row, wherever it came from', () => {
  expect(shiftOf(list, ['f', 'a', 'b', 'c', 'd', 'e'], 1, 4)).toBe(1);
  expect(shiftOf(list, ['c', 'a', 'b', 'd', 'e', 'f'], 3, 5)).toBe(0);
  expect(shiftOf(list, ['e', 'a', 'b', 'c', 'd', 'f'], 2, 4)).toBe(1);
});

test('one that leaves above moves it up, and pages that come after move nothing', () => {
  expect(shiftOf(list, ['b', 'c', 'd', 'e', 'f'], 2, 4)).toBe(-1);
  expect(shiftOf(list, [...list, 'g', 'h'], 2, 4)).toBe(0);
});

test('another list altogether moves nothing', () => {
  expect(shiftOf(list, ['x', 'y'], 0, 3)).toBe(0);
});

test('what is kept stands among what is shown, in order and once', () => {
  expect(placesShown([4, 5, 6], [0, 5, -1, 99], 20)).toEqual([0, 4, 5, 6]);
});
