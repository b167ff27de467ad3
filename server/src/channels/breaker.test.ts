import { expect, test } from 'vitest';
import { newId } from '#kit/ids';
import type { Outcome } from './adapter.ts';
import { noteOutcome, restOf, wake } from './breaker.ts';

const retry = (because: string): Outcome => ({ outcome: 'retry', because, words: '' });
const minutes = (number: number) => new Date(Date.UTC(2026, 10, 24, 9, number));
const bench = () => {
  const [tools, inbox] = [new Map(), newId('inb')];
  const at = (minute: number) => ({ tools, inbox, now: minutes(minute) });
  return {
    fail: (minute: number, because = 'unreachable') => noteOutcome(at(minute), retry(because)),
    note: (minute: number, outcome: Outcome) => noteOutcome(at(minute), outcome),
    rest: (minute: number, written = minute) => restOf(at(minute), minutes(written)),
    wake: () => wake(tools, inbox),
  };
};

test('an account that failed five times in a row rests, longer and longer, and one message at a time tries it', () => {
  const { fail, rest } = bench();
  for (let failed = 1; failed < 5; failed += 1) {
    fail(0);
    expect(rest(0)).toBeUndefined();
  }
  fail(0);
  expect(rest(0)).toBe(30);
  expect([rest(1), rest(1)]).toEqual([undefined, 30]); // one goes ahead, the next waits for it
  fail(1);
  expect([rest(1), rest(2), rest(2)]).toEqual([60, undefined, 60]);
  for (let more = 0; more < 9; more += 1) fail(2);
  expect(rest(2)).toBe(900);
});

test('whoever was let go ahead and never said how it went keeps nobody waiting for ever', () => {
  const { fail, rest } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0);
  expect([rest(1), rest(3), rest(3)]).toEqual([undefined, 1, undefined]);
});

test.each<[string, Outcome]>([
  ['a message that left', { outcome: 'sent', externalId: null }],
  ['a no to one message', { outcome: 'failed', because: 'unknown-address', words: '' }],
  ['a server that wants it later', retry('throttled')],
])('%s ends the rest', (_, outcome) => {
  const { fail, note, rest } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0);
  note(0, outcome);
  fail(0);
  expect(rest(0)).toBeUndefined();
});

test('new settings end it, and a message of two days ago goes on to be given up', () => {
  const { fail, rest, wake: change } = bench();
  for (let failed = 0; failed < 5; failed += 1) fail(0, 'bad-credentials');
  expect([rest(0), rest(0, -3 * 24 * 60)]).toEqual([30, undefined]);
  change();
  expect(rest(0)).toBeUndefined();
});
