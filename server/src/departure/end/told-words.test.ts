// What a company reads about its end is so: what only was asked for, what is held back, and until when.
import { expect, test } from 'vitest';
import { blockedWords } from './course-words.ts';
import { askedWords, closingWords, planWords } from './told-words.ts';

const languages = ['en', 'de', 'fr', 'es'] as const;
const day = '12 December 2026';

test('an end that waits for a second person is not announced as one that comes', () => {
  for (const language of languages) {
    expect(askedWords[language]('Lantern', day)).not.toEqual(planWords[language]('Lantern', day));
    expect(askedWords[language]('Lantern', day).text).toContain(day);
  }
  expect(askedWords.en('Lantern', day).text).toContain('A second person has to approve');
});

test('no day is promised for a deletion that legal holds keep back', () => {
  for (const language of languages)
    expect(closingWords[language]('Lantern', day, true).text.length).toBeGreaterThan(
      closingWords[language]('Lantern', day, false).text.length,
    );
  expect(closingWords.en('Lantern', day, true).text).toContain('While legal holds stand, the deletion waits');
});

test('whoever has not fetched is told the day on which all is deleted unfetched', () => {
  const blocks = [{ because: 'not-returned', count: 1 }] as const;
  for (const language of languages) expect(blockedWords[language]('Lantern', blocks, day).text).toContain(day);
  expect(blockedWords.en('Lantern', blocks, undefined).text).not.toContain('undefined');
});
