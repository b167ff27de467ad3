import { expect, test } from 'vitest';
import { attendedMs, openHand } from './hand.ts';

test('a page is left alone a minute after the last key, press or move, and never by what it does itself', () => {
  let now = 0;
  const hand = openHand(() => now);
  const after = (sign: Parameters<typeof hand.note>[0]) => {
    now += attendedMs + 1;
    const wasAway = hand.isAway();
    hand.note(sign);
    return [wasAway, hand.isAway()];
  };
  expect(hand.isAway(), 'who opens a page is there').toBe(false);
  for (const type of ['keydown', 'pointerdown', 'wheel', 'touchmove']) expect(after({ type, isTrusted: true })).toEqual([true, false]);
  expect(after({ type: 'pointermove', isTrusted: true, movementX: 0, movementY: 2 })).toEqual([true, false]);
  expect(after({ type: 'pointermove', isTrusted: true, movementX: 0, movementY: 0 }), 'the page moved under it').toEqual([true, true]);
  expect(after({ type: 'keydown', isTrusted: false }), 'a programme typed').toEqual([true, true]);
});
