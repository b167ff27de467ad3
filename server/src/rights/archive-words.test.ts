import { describe, expect, it } from 'vitest';
import { pageEmpty, pageHead } from './archive-page.ts';
import { wordsIn } from './archive-words.ts';

describe('the copy in the language of whoever asked', () => {
  it.each(['de', 'fr', 'es'])('says in %s all that it says in English', (language) => {
    const [own, english] = [wordsIn(language), wordsIn('en')];
    expect(Object.keys(own)).toEqual(Object.keys(english));
    const said = (words: typeof own) =>
      [...Object.values(words), ...Object.values(words.roles), words.brought('X'), words.asOf('X'), words.serious('X')].filter(
        (each) => typeof each === 'string',
      );
    const same = said(own).filter((each) => said(english).includes(each));
    expect(same).toEqual([]);
    expect(pageHead(language, new Date('2026-11-24T09:00:00Z'))).toContain(`<html lang="${language}">`);
    expect(pageEmpty([], language)).toBe('');
    expect(pageEmpty(['<X>'], language)).toMatch(/^<h2>.+<\/h2><p>&#60;X&#62;<\/p>$/);
    expect(pageEmpty(['X'], language)).not.toBe(pageEmpty(['X'], 'en'));
  });

  it('is English where the language is none of ours', () => {
    expect(pageHead('nl', new Date('2026-11-24T09:00:00Z'))).toContain('<html lang="en">');
  });
});
