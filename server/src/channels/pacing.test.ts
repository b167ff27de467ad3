import { expect, test } from 'vitest';
import { nearMs, openPacer } from './pacing.ts';

const whatsapp = { perSecond: 1 / 6, burst: 45 };

test('a burst goes at once, then one person gets one message in six seconds, and nobody else waits for that', () => {
  const pacer = openPacer();
  for (let n = 0; n < 45; n += 1) expect(pacer.take('ada', whatsapp, 0)).toEqual({ turn: 'go', waitMs: 0 });
  expect(pacer.take('ada', whatsapp, 0)).toEqual({ turn: 'later', waitMs: 6_000 });
  expect(pacer.take('boris', whatsapp, 0)).toEqual({ turn: 'go', waitMs: 0 });
  expect(pacer.take('ada', whatsapp, 4_000)).toEqual({ turn: 'go', waitMs: 2_000 }); // near enough to be waited for
  expect(pacer.take('ada', whatsapp, 6_000)).toEqual({ turn: 'later', waitMs: 6_000 });
});

test('a place that is not used goes to the next', () => {
  const pacer = openPacer();
  const one = { perSecond: 0.1, burst: 1 };
  expect(pacer.take('ada', one, 0).turn).toBe('go');
  expect(pacer.take('ada', one, 0).turn).toBe('later');
  pacer.giveBack('ada', one);
  expect(pacer.take('ada', one, 0)).toEqual({ turn: 'go', waitMs: 0 });
});

test('memory is bounded: who has nothing taken any more is forgotten first', () => {
  const pacer = openPacer(2);
  const one = { perSecond: 0.01, burst: 1 };
  expect(pacer.take('ada', one, 0).turn).toBe('go');
  for (let n = 0; n < 5; n += 1) pacer.take(`boris${n}`, { perSecond: 1000, burst: 1 }, n * 10);
  expect(pacer.take('ada', one, 60).turn).toBe('later');
  expect(pacer.take('ada', one, 100_000 - nearMs)).toMatchObject({ turn: 'go' });
});
