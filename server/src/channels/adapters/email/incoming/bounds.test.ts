import { expect, test } from 'vitest';
import { budget, turns } from './bounds.ts';

test('one who brings much leaves room for others, and gets theirs back', () => {
  const room = budget(6, 4);
  const [carol, boris] = [room('carol'), room('boris')];
  expect([carol.take(4), carol.take(1), boris.take(2), boris.take(1)]).toEqual([true, false, true, false]);
  carol.give(4);
  expect([boris.take(2), boris.take(1), carol.take(2)]).toEqual([true, false, true]);
});

test('two hundred of one company wait, and the one of another is among the first served', async () => {
  const inTurn = turns(4);
  const served: string[] = [];
  const bring = (who: string) => inTurn(who, async () => void served.push(who));
  const all = [...Array.from({ length: 200 }, () => bring('carol')), bring('boris')];
  await Promise.all(all);
  expect(served.indexOf('boris')).toBeLessThan(10);
  expect(served).toHaveLength(201);
});

test('what fails gives its turn on', async () => {
  const inTurn = turns(1);
  const failed = inTurn('carol', () => Promise.reject(new Error('broken')));
  const next = inTurn('carol', async () => 'done');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
