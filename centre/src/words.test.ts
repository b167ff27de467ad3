// The words in every language: nothing missing, nothing left in English, the same places to fill.
import { expect, test } from 'vitest';
import { languages } from './language.ts';
import { cited, words } from './words.ts';

type Leaf = [place: string, text: string];
function leaves(value: unknown, place = ''): Leaf[] {
  if (typeof value === 'string') return [[place, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, place ? `${place}.${key}` : key));
}
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

/** What is wrong with the words of a language, measured against the English ones. */
function faults(own: unknown, english: unknown): string[] {
  const known = new Map(leaves(own));
  const isShort = (text: string) => text.split(' ').length < 3; // Name, Version, Chat: may be alike
  const missing = leaves(english).flatMap(([place, text]) => {
    const found = known.get(place);
    if (!found?.trim()) return [`${place} is missing`];
    if (found === text && !isShort(text)) return [`${place} is still English`];
    return places(found).join() === places(text).join() ? [] : [`${place} fills other places`];
  });
  return [...missing, ...(known.size === leaves(english).length ? [] : ['another number of texts'])];
}

test.each(languages.filter((language) => language !== 'en'))('every text stands in %s too, with the same places to fill', (language) => {
  expect(faults(words[language], words.en)).toEqual([]);
});

test('a text that is missing, still English or fills other places is found', () => {
  const english = { one: 'This is a sentence.', two: 'By {date} at the latest.', three: 'And one more text.' };
  expect(faults({ one: 'This is a sentence.', two: 'Bis zum {day}.', three: '' }, english)).toEqual([
    'one is still English',
    'two fills other places',
    'three is missing',
  ]);
});

test('nobody is blamed, begged or hurried: no exclamation, no capitals, no "are you sure"', () => {
  for (const language of languages)
    for (const [place, text] of leaves(words[language]))
      expect(text, place).not.toMatch(/!|[A-ZÄÖÜ]{7,}|[Aa]re you sure|wirklich|vraiment|de verdad|[Uu]nfortunately|[Ll]eider|[Hh]élas/);
});

test('an article is cited as each language does', () => {
  expect(languages.map((language) => [language, cited('6(1)(b)', language), cited('15', language)])).toEqual(
    expect.arrayContaining([
      ['en', '6(1)(b)', '15'],
      ['de', '6 Abs. 1 lit. b', '15'],
      ['fr', '6, § 1, b', '15'],
      ['es', '6.1.b', '15'],
    ]),
  );
});

test('whoever is in doubt is told in every language that a person helps, and where', () => {
  const silent = languages.filter(
    (each) => !/contact and help|Kontakt und Hilfe|contact et aide|contacto y ayuda/.test(words[each].problems.doubted[1] ?? ''),
  );
  expect(silent).toEqual([]);
});
