import { expect, test } from 'vitest';
import { restOf } from './breaker.ts';

const minutes = (number: number) => new Date(Date.UTC(2026, 10, 24, 9, number));

test('an account rests after five messages, one tries it when the time is over, and a message of two days ago goes on to be given up', () => {
  const stand = { failed: 5, restsUntil: minutes(10) };
  expect(restOf(stand, minutes(0), minutes(9))).toEqual({ rest: 'on', seconds: 60 });
  expect(restOf(stand, minutes(0), minutes(10))).toEqual({ rest: 'try' });
  expect(restOf({ failed: 4, restsUntil: null }, minutes(0), minutes(9))).toEqual({ rest: 'none' });
  expect(restOf(stand, minutes(-3 * 24 * 60), minutes(9))).toEqual({ rest: 'none' });
});
