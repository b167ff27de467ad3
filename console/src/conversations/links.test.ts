import { expect, test } from 'vitest';
import { linkParts } from './links.ts';

const hrefs = (text: string) => linkParts(text).flatMap((part) => part.href ?? []);

test('an address becomes a link without the punctuation of its sentence', () => {
  expect(linkParts('See https://example.com/lamps, please.')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/lamps', href: 'https://example.com/lamps' },
    { text: ', please.' },
  ]);
  expect(hrefs('(as on http://example.com/a_(b) and https://example.com/c)')).toEqual([
    'http://example.com/a_(b)',
    'https://example.com/c',
  ]);
});

test('no other scheme ever becomes a link', () => {
  expect(hrefs('javascript:alert(1) data:text/html,x file:///etc/passwd vbscript:x //example.com https:// http://')).toEqual([]);
});

test('a host of look-alike letters is written in its ASCII form', () => {
  expect(linkParts('https://exаmple.com/')).toEqual([{ text: 'https://xn--exmple-4nf.com/', href: 'https://xn--exmple-4nf.com/' }]);
});

test('a text without addresses stays whole, and a hostile one takes no time', () => {
  expect(linkParts('Good morning')).toEqual([{ text: 'Good morning' }]);
  const began = performance.now();
  linkParts('https://'.repeat(2500) + ')'.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(500);
});
