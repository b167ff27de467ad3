import { expect, test } from 'vitest';
import { hashed, openWordTable } from './listed-words.ts';
import type { Word } from './tokens.ts';

const wordOf = (written: string): Word => {
  let hash = 0;
  for (let at = 0; at < written.length; at += 1) hash = hashed(hash, written.charCodeAt(at));
  return { written, hash, folded: written, met: undefined, traits: -1 };
};

test('a table finds the very word that stands there or none, also among words made to crowd one place', () => {
  const table = openWordTable();
  const crowd = Array.from({ length: 60_000 }, (_, at) => wordOf(`w${at.toString(36)}`)).filter(
    ({ hash }) => ((hash ^ (hash >>> 15)) & 1023) === 7,
  );
  expect(crowd.length).toBeGreaterThan(30);
  const others = ['ada', 'Ada', 'boris', 'carol'].map(wordOf);
  for (const word of [...others, ...crowd]) table.keep(word);
  for (const word of [...others, ...crowd]) {
    const text = `of ${word.written} again`;
    expect([word, undefined]).toContain(table.find(text, 3, 3 + word.written.length, word.hash));
  }
  for (const word of others) expect(table.find(word.written, 0, word.written.length, word.hash)).toBe(word);
  expect(table.find('adam', 0, 4, wordOf('adam').hash)).toBeUndefined();
  expect(table.size()).toBeLessThan(others.length + crowd.length);
});
