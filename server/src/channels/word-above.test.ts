import { expect, test } from 'vitest';
import { wordAbove } from './word-above.ts';

test.each([
  ['STOP'],
  ['Stop!\r\n'],
  ['\n\nSTOP\n\nOn Mon, 3 Mar 2031 at 10:00, Lantern & Loom <hello@example.com> wrote:\n> Our lamps are here.\n> All of them.'],
  ['STOP\n\nAm Montag schrieb Lantern & Loom\n<hello@example.com>:\n\n> Unsere Lampen sind da.'],
  ['Stop\n-- \nAda Muster\n+1 555 0143'],
  ['stop\n\nSent from my phone'],
  ['Stop\n\nGesendet mit der GMX Mail App'],
  ['Stop\n\nDiese Nachricht wurde von meinem Android-Gerät mit\nK-9 Mail gesendet.'],
  ['STOP\n\nOutlook für iOS beziehen\n________________________________\nVon: hello@example.com\nUnsere Lampen sind da.'],
  ['STOP\n\nMit freundlichen Grüßen\nAda'],
  ['Stop\nViele Grüße, Ada Muster\n+1 555 0143'],
  ['STOP\n\nEnvoyé de mon téléphone\n\nLe lundi 3 mars 2031, Lantern a écrit :\n> Nos lampes sont là.'],
  [`STOP\n\nOn Monday Carol wrote:\n${'> Our lamps are here.\n'.repeat(300)}`],
  ['STOP\n\n-----Original Message-----\nFrom: hello@example.com\nOur lamps are here.'],
  [
    'STOP\n\nFrom: Lantern & Loom <hello@example.com>\nSent: Monday, 3 March 2031 10:00\nTo: Ada <ada@example.com>\nSubject: Lamps\n\nThey are here.',
  ],
  [
    'Stop\n\n*Von:* Lantern & Loom <hello@example.com>\n*Gesendet:* Montag, 3. März 2031 10:00\n*An:* Ada\n*Betreff:* Lampen\n\nSie sind da.',
  ],
  ['STOP\n\nDe\u00a0: Lantern <hello@example.com>\nEnvoyé : lundi 3 mars 2031 10:00\nÀ : Ada\nObjet : Lampes\n\nElles sont là.'],
])('one word above what it answers stands alone: %j', (text) => {
  expect(wordAbove(text).toLowerCase()).toMatch(/^stop!?$/);
});

test.each([
  ['Stop\n\nthe delivery please, I have moved.'],
  ['Stop\nAda'],
  ['Stop\nThanks, but send the other one'],
  ['Stop\nBest you ring me before'],
  ['Stop\nFrom: the shop in Berlin to mine'],
  ['Stop\n\nOutlook is bad. Send two lamps.'],
  ['> STOP\n> they wrote'],
  ['Please help\n\nOn Monday Carol wrote:\n> Hello'],
  [''],
])('more of their own is no single word: %j', (text) => {
  expect(['', 'Please help']).toContain(wordAbove(text));
});

// what begins again at every line, or at every place of one, does not come to an end here
test.each([
  ['of many lines', 'x\n'.repeat(9_000), ''],
  ['of many lines above a quote', `${'x:\n'.repeat(6_000)}> quoted`, ''],
  ['of many empty lines', `STOP${' \n'.repeat(9_000)}x`, ''],
  ['of one line of dashes', `STOP\n${'-'.repeat(19_000)}x`, 'STOP'],
  ['of one line of blanks', `STOP\n${' '.repeat(19_000)}x`, 'STOP'],
  ['of a closing and marks', `STOP\nThanks${' ,'.repeat(9_000)}x`, 'STOP'],
])('a mail %s is looked through at once', (_, text, word) => {
  for (let times = 0; times < 20; times += 1) expect(wordAbove(text)).toBe(word);
});
