import { expect, test } from 'vitest';
import { asLanguage, languages, preferred } from './language.ts';
import { words } from './words.ts';

test('the browser decides by its weights, and only among the languages we speak', () => {
  expect(preferred('de-AT,de;q=0.9,en;q=0.8')).toBe('de');
  expect(preferred('it,en;q=0.5,fr;q=0.7')).toBe('fr');
  expect(preferred('de;q=0,en;q=0.1')).toBe('en');
  expect(preferred('it, pl')).toBeUndefined();
  expect(preferred(undefined)).toBeUndefined();
  expect(preferred(';;;,q=,*')).toBeUndefined();
});

test('only a language we speak can be chosen', () => {
  expect(asLanguage('fr')).toBe('fr');
  expect(asLanguage('constructor')).toBeUndefined();
  expect(asLanguage('')).toBeUndefined();
});

type Tree = { readonly [name: string]: string | readonly string[] | Tree };
const flat = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${at}${name}`, value]]
      : Array.isArray(value)
        ? value.map((one, i) => [`${at}${name}.${i}`, one])
        : flat(value as Tree, `${at}${name}.`),
  );
const english = new Map(flat(words.en as unknown as Tree));

test('every language says everything, in words of its own, with the same places to fill in', () => {
  for (const language of languages.filter((one) => one !== 'en')) {
    const own = flat(words[language] as unknown as Tree);
    expect(own.map(([name]) => name).sort()).toEqual([...english.keys()].sort());
    for (const [name, text] of own) {
      const places = (one: string) => [...one.matchAll(/\{\w+\}/g)].map(String).sort();
      expect(places(text), `${language} ${name}`).toEqual(places(english.get(name) ?? ''));
      const isShort = text.replace(/\{\w+\}/g, '').trim().length < 14; // No, Code, Conversations: the same word in more than one language
      expect(text !== english.get(name) || isShort, `${language} ${name} is still English`).toBe(true);
    }
  }
});
