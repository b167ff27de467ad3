// Numbers that a client wrapped, quoted or broke with what nobody sees are the same numbers.
import { describe, expect, it } from 'vitest';
import { detect, rest, restHtml } from './detection.ts';

const number = '4111 1111 1111 1111';
const said = `I paid with my card, its number is ${number} and it was charged twice`;
const places = Array.from({ length: number.length - 1 }, (_, each) => each + 1);
const cut = (at: number, by: string) => said.replace(number, `${number.slice(0, at).trimEnd()}${by}${number.slice(at).trimStart()}`);

describe('a card number that is broken', () => {
  it.each(places)('after %i signs rests as its last four digits, as text, quoted, and in markup', (at) => {
    for (const by of ['\n', '\r\n', ' \n', '\r\n> ', '\n> > ']) {
      const { text, found } = rest(cut(at, by));
      expect(text, JSON.stringify(by)).toContain('its number is •••• 1111 and');
      expect(found).toEqual({ card: 1 });
    }
    for (const by of ['<br>', '<br />\n', '</div><div>', '&shy;', '\u200b']) {
      const { html, found } = restHtml(`<div>${cut(at, by)}</div>`);
      expect(html, by).toContain('•••• 1111 and');
      expect(html.match(/\d/g)?.join('')).toBe('1111');
      expect(found).toMatchObject({ card: 1 });
    }
  });

  it.each([
    'my number 4111 1111\r\n1111 1111',
    '> 4111 1111\n> 1111 1111',
    '4111, 1111, 1111, 1111',
    '4111\u00ad1111\u00ad1111\u00ad1111',
    '4\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1\u200b1',
    'Kreditkarte4111111111111111',
    'carte 41111111\n11111111',
    '3782 822463\n10005',
  ])('%j does not rest readable', (text) => expect(rest(text).found).toEqual({ card: 1 }));

  it.each([
    'orders 41111111\n11111111',
    'sizes 4111 111\n1111 11111',
    '4111\n\n\n1111 1111 1111',
    'trace 4117 7392\n0000 1111',
    'W4111111111111111',
  ])('%j is none', (text) => expect(rest(text)).toEqual({ text, found: {} }));
});

it.each([
  'IBAN DE89 3704 0044\r\n0532 0130 00',
  '> DE89 3704 0044 05\n> 32 0130 00',
  'DE89\u00ad3704\u00ad0044\u00ad0532\u00ad0130\u00ad00',
])('an account that is broken is one: %j', (text) => expect(detect(text).map(({ type }) => type)).toEqual(['iban']));
