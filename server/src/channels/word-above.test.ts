import { expect, test } from 'vitest';
import { wordAbove } from './word-above.ts';

test.each([
  ['STOP'],
  ['Stop!\r\n'],
  ['\n\nSTOP\n\nOn Mon, 3 Mar 2031 at 10:00, Lantern & Loom <hello@example.com> wrote:\n> Our lamps are here.\n> All of them.'],
  ['STOP\n\nAm Montag schrieb Lantern & Loom\n<hello@example.com>:\n\n> Unsere Lampen sind da.'],
  ['Stop\n-- \nAda Muster\n+1 555 0143'],
  ['stop\n\nSent from my phone'],
  ['STOP\n\n-----Original Message-----\nFrom: hello@example.com\nOur lamps are here.'],
])('one word above what it answers stands alone: %j', (text) => {
  expect(wordAbove(text).toLowerCase()).toMatch(/^stop!?$/);
});

test.each([
  ['Stop\n\nthe delivery please, I have moved.'],
  ['Stop\nAda'],
  ['> STOP\n> they wrote'],
  ['Please help\n\nOn Monday Carol wrote:\n> Hello'],
  [''],
])('more of their own is no single word: %j', (text) => {
  expect(['', 'Please help']).toContain(wordAbove(text));
});
