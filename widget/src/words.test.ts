import { expect, test } from 'vitest';
import { isLanguage, wordsIn } from './words.ts';

const languages = ['en', 'de', 'fr', 'es'] as const;

test('every language has every word, and none is left in English', () => {
  const same = ['title', 'log', 'code', 'options']; // the same word in more than one language
  for (const language of languages.slice(1)) {
    const entries = Object.entries(wordsIn(language));
    expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
    const untranslated = entries.filter(([name, text]) => text === wordsIn('en')[name as 'title'] && !same.includes(name));
    expect(untranslated.map(([name]) => `${language}: ${name}`)).toEqual([]);
  }
});

test('only languages that the widget speaks are languages to it', () => {
  expect(languages.every(isLanguage)).toBe(true);
  expect(['', 'it', 'toString', 'constructor'].some(isLanguage)).toBe(false);
});
