import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AskedRight } from '@parley/contract';
import { describe, expect, it } from 'vitest';
import { rightsAskedIn } from './asked.ts';

const labelled = readFileSync(path.join(import.meta.dirname, 'labelled.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.replaceAll('⏎', '\n').split('\t') as [string, AskedRight | 'none', string]);

describe('what people ask for in plain words (Art. 12(2))', () => {
  const judged = labelled.map(([language, right, sentence]) => ({ language, right, sentence, heard: rightsAskedIn(sentence) }));
  const asking = judged.filter(({ right }) => right !== 'none');
  const heardRight = asking.filter(({ right, heard }) => heard.length === 1 && heard[0] === right);
  const everyHint = judged.filter(({ heard }) => heard.length > 0);

  it('rarely hints where nobody asks, and never at another right', () => {
    const wrong = everyHint.filter(({ right, heard }) => heard.some((each) => each !== right));
    expect(wrong.map(({ language, right, heard, sentence }) => `${language} ${right} ${heard}: ${sentence}`)).toEqual([]);
  });

  it.each(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt'])('hears most of what is asked in %s', (language) => {
    const of = (all: typeof judged) => all.filter((each) => each.language === language).length;
    expect(of(asking.filter((each) => !heardRight.includes(each))), missed(language)).toBeLessThanOrEqual(of(asking) * 0.25);
  });

  const missed = (language: string) =>
    asking
      .filter((each) => each.language === language && !heardRight.includes(each))
      .map(({ right, heard, sentence }) => `${right} (${heard}): ${sentence}`)
      .join('\n');
});

describe('several rights, a right that is denied, and what is broken or hostile', () => {
  it.each([
    ['Under Art. 15 and Art. 17 GDPR I demand a copy and then deletion.', 'erasure,access'],
    ['Nach Art. 15 und 16 DSGVO verlange ich Auskunft und Berichtigung.', 'rectification,access'],
    ['Please send me a copy of my data and then delete everything you hold about me.', 'erasure,access'],
    ['I do not want you to delete my data under Art. 17 GDPR.', ''],
    ['Art. 17 GDPR does not interest me, I only want my parcel.', ''],
    ['Ich möchte nicht, dass Sie meine Daten löschen.', ''],
    ['Bitte löschen Sie alle meine Daten, ich möchte nicht, dass Sie noch etwas über mich speichern.', 'erasure'],
    ['Please erase my data as I have already deleted the app.', 'erasure'],
    ['Please delete all my data, including my orders and invoices.', 'erasure'],
    ['Please correct my details on the invoice.', ''],
    ['Wat weten jullie allemaal over mij', 'access'],
    ['Please delete all of the\npersonal data that you hold about me', 'erasure'],
    ['> Please delete all my data\nWe got the mail above, what does it mean?', ''],
  ])('%j asks for "%s"', (text, rights) => expect(rightsAskedIn(text).join()).toBe(rights));

  it.each([
    `data${'\n'.repeat(19_990)}x`,
    'my data , '.repeat(2000),
    `${'> '.repeat(9990)}data`,
    'delete my '.repeat(2000),
    'nicht dass sie alle meine daten '.repeat(600),
    `data ${'- '.repeat(9900)}`,
  ])('a text made to be slow takes no more than its length (%#)', (text) => {
    const eighth = leastOf(text.slice(0, text.length / 8));
    expect(leastOf(text) / eighth).toBeLessThan(24); // 8 where it grows with the length; it was 64, with the square of the line breaks
  });
});

/** Milliseconds of the quickest of several looks: what else the machine does counts in none of them. */
function leastOf(text: string): number {
  const looks = Array.from({ length: 7 }, () => {
    const began = performance.now();
    rightsAskedIn(text);
    return performance.now() - began;
  });
  return Math.min(...looks);
}
