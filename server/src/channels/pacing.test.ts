import { expect, test } from 'vitest';
import { newId } from '#kit/ids';
import { nearMs, openPacer, type Pace } from './pacing.ts';

const whatsapp: Pace = { account: { perSecond: 80, burst: 80 }, recipient: { perSecond: 1 / 6, burst: 45 } };
const inbox = newId('inb');
const ada = { inbox, to: newId('idn') };
const boris = { inbox, to: newId('idn') };

test('a burst goes at once, then one person gets one message in six seconds, and nobody else waits for that', () => {
  const pacer = openPacer();
  for (let n = 0; n < 45; n += 1) expect(pacer.take(ada, whatsapp, 0)).toEqual({ turn: 'go', waitMs: 0 });
  expect(pacer.take(ada, whatsapp, 0)).toEqual({ turn: 'later', waitMs: 6_000 });
  expect(pacer.take(boris, whatsapp, 0)).toEqual({ turn: 'go', waitMs: 0 });
  expect(pacer.take(ada, whatsapp, 4_000)).toEqual({ turn: 'go', waitMs: 2_000 }); // near enough to be waited for
  expect(pacer.take(ada, whatsapp, 6_000)).toEqual({ turn: 'later', waitMs: 6_000 });
});

test('an account sends no more than it may in any second, whoever it writes to', () => {
  const pacer = openPacer();
  const pace: Pace = { account: { perSecond: 2, burst: 2 } };
  const left: number[] = [];
  const away: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { turn, waitMs } = pacer.take({ inbox, to: newId('idn') }, pace, 0);
    (turn === 'go' ? left : away).push(waitMs);
  }
  expect(left).toEqual([0, 0, 500, 1_000, 1_500, 2_000, 2_500]);
  expect(away).toEqual([3_000, 3_500, 4_000]); // each asks again at a time of its own
  expect(pacer.take({ inbox, to: newId('idn') }, pace, 3_000)).toEqual({ turn: 'go', waitMs: 0 });
});

test('two accounts know nothing of each other, and without a pace nothing waits', () => {
  const pacer = openPacer();
  const one: Pace = { account: { perSecond: 0.1, burst: 1 } };
  expect(pacer.take(ada, one, 0).turn).toBe('go');
  expect(pacer.take(ada, one, 0).turn).toBe('later');
  expect(pacer.take({ ...ada, inbox: newId('inb') }, one, 0).turn).toBe('go');
  for (let n = 0; n < 1_000; n += 1) expect(pacer.take(ada, {}, 0)).toEqual({ turn: 'go', waitMs: 0 });
});

test('what is not waited for goes only where a place is free, and takes it', () => {
  const pacer = openPacer();
  const pace: Pace = { account: { perSecond: 1, burst: 2 } };
  expect([pacer.spare(inbox, pace, 0), pacer.spare(inbox, pace, 0), pacer.spare(inbox, pace, 0)]).toEqual([true, true, false]);
  expect(pacer.take(ada, pace, 0)).toEqual({ turn: 'go', waitMs: 1_000 });
  expect(pacer.spare(inbox, {}, 0)).toBe(true);
});

test('memory is bounded: a bucket that is full again is forgotten first', () => {
  const pacer = openPacer(2);
  const pace: Pace = { recipient: { perSecond: 0.01, burst: 1 } };
  expect(pacer.take(ada, pace, 0).turn).toBe('go');
  for (let n = 0; n < 5; n += 1) pacer.take({ inbox, to: newId('idn') }, { recipient: { perSecond: 1000, burst: 1 } }, n * 10);
  expect(pacer.take(ada, pace, 60).turn).toBe('later');
  expect(pacer.take(ada, pace, 100_000 - nearMs)).toMatchObject({ turn: 'go' });
});
