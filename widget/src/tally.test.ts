import { expect, test } from 'vitest';
import { openTally } from './tally.ts';

function open() {
  const told: [string, number | undefined][] = [];
  return { tally: openTally((what, count) => told.push([what, count])), told };
}

test('what was there before is not news; what comes after is, and what waits is told when it changes', () => {
  const { tally, told } = open();
  tally.count(0, 0, false);
  tally.count(4, 1, true);
  tally.count(4, 1, true);
  tally.count(6, 3, true);
  tally.count(6, 0, true);
  expect(told).toEqual([
    ['unread', 1],
    ['message', 2],
    ['unread', 3],
    ['unread', 0],
  ]);
});

test('when the chat is over nothing waits, and the next one begins anew', () => {
  const { tally, told } = open();
  tally.count(2, 2, true);
  tally.reset();
  tally.count(5, 0, true);
  expect(told).toEqual([
    ['unread', 2],
    ['unread', 0],
  ]);
});
