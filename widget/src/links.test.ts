import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces } from './links.ts';

const hrefs = (text: string) => pieces(text).flatMap((piece) => piece.href ?? []);

test('an address in a sentence becomes a link without the full stop', () => {
  expect(pieces('See https://example.com/lamps, please.')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/lamps', href: 'https://example.com/lamps' },
    { text: ', please.' },
  ]);
  expect(hrefs('(https://example.com/a_(b)) and https://example.org?x=1!')).toEqual([
    'https://example.com/a_(b)',
    'https://example.org/?x=1',
  ]);
});

test('what is not a plain web address stays text', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'https://',
    'https://bank.example@evil.example/',
    'java\nscript:x',
  ]) {
    expect(hrefs(text), text).toEqual([]);
  }
});

test('no character of a text is lost, and every link is http or https', () => {
  const parts = fc.constantFrom('https://', 'HTTP://', 'example.com', '/a(b)', ').', ' ', '<script>', '"', 'ж', '@', '\n');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 20 }), (some) => {
      const text = some.join('');
      const found = pieces(text);
      expect(found.map((piece) => piece.text).join('')).toBe(text);
      for (const { href } of found) if (href) expect(href).toMatch(/^https?:\/\/[^"<>\s]+$/);
    }),
  );
});
