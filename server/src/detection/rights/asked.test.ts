import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AskedRight } from '@parley/contract';
import { describe, expect, it } from 'vitest';
import { rightsAskedIn } from './asked.ts';

type Judged = { readonly language: string; readonly right: AskedRight | 'none'; readonly sentence: string; readonly heard: AskedRight[] };

describe.each([
  ['labelled', 0.25],
  ['labelled-second', 0.15],
])('what people ask for in plain words (Art. 12(2)), by a list that the phrases were mended by: %s', (file, missable) => {
  const judged = listed(file);

  it('rarely hints where nobody asks, and never at another right', () => {
    const wrong = judged.filter(({ right, heard }) => heard.some((each) => each !== right));
    expect(wrong.map(({ language, right, heard, sentence }) => `${language} ${right} ${heard}: ${sentence}`)).toEqual([]);
  });

  it.each(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt'])('hears most of what is asked in %s', (language) => {
    const asking = judged.filter((each) => each.language === language && each.right !== 'none');
    const missed = asking.filter((each) => !isRight(each));
    const told = missed.map(({ right, heard, sentence }) => `${right} (${heard}): ${sentence}`).join('\n');
    expect(missed.length, told).toBeLessThanOrEqual(asking.length * missable);
  });
});

describe('by a third of the second list, at which nobody looked while the phrases were mended', () => {
  const judged = listed('labelled-unseen'); // told in figures only, so that it stays unseen: record 092 has those of before
  const right = judged.filter(isRight).length;

  it('hears nine in ten, and hardly ever hints wrongly', () => {
    expect(right / judged.filter((each) => each.right !== 'none').length).toBeGreaterThanOrEqual(0.9);
    expect(right / judged.filter(({ heard }) => heard.length > 0).length).toBeGreaterThanOrEqual(0.95);
  });
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
    ['Our computer has refused me. I want a person to look at that decision.', 'human-review'],
    ['Your computer declined my card. Can a person check it?', ''],
    ['What else do you need to know about me?', ''],
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

function listed(file: string): Judged[] {
  const lines = readFileSync(path.join(import.meta.dirname, `${file}.txt`), 'utf8').split('\n');
  return lines
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.replaceAll('⏎', '\n').split('\t') as [string, AskedRight | 'none', string])
    .map(([language, right, sentence]) => ({ language, right, sentence, heard: rightsAskedIn(sentence) }));
}

function isRight({ right, heard }: Judged): boolean {
  return heard.length === 1 && heard[0] === right;
}
