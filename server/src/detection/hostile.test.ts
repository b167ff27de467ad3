// Whatever is written, offsets are right, and the time grows with the text and not faster.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, mask } from './detection.ts';

const pieces = [
  '@',
  '.',
  ' ',
  '-',
  '+',
  '4242',
  '0',
  'a',
  'Ada',
  'password: ',
  'tel ',
  'DE89',
  '\n',
  '\ud83d',
  '\ude00',
  'ß',
  '：',
  '://',
  'eyJ',
  '-----BEGIN ',
  '12',
  'rue ',
  '€',
  'born ',
  '\u0301',
  'é',
  '::',
  '1.1.',
  'http',
  '"',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((each) => each.join('')),
);

describe('any text', () => {
  it('gives spans that are sorted, apart, inside it and not empty, the same each time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spans = detect(text);
        let last = 0;
        for (const { start, end, score } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(score > 0 && score <= 1).toBe(true);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        expect(detect(text)).toEqual(spans);
        expect(typeof mask(text, spans)).toBe('string');
      }),
      { numRuns: 400 },
    );
  });

  it('finds an address of mail at its own place behind whatever stands before it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const whole = `${text}\n\nada@example.com`;
        expect(detect(whole)).toContainEqual({ start: whole.length - 15, end: whole.length, type: 'email', score: 0.98 });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a text made to be slow', () => {
  const long = 40_000; // parts of 32,768 units are looked at one after the other, so that more than one only repeats this
  it.each([
    ...pieces,
    'eyJ.',
    'a@',
    'a.a',
    '1 ',
    '1-',
    '(',
    'password is ',
    'dear ',
    'Rue ',
    'sk-',
    '1:',
    'A1',
    'http://a:',
    '12 Elm ',
    'ul. A ',
    'lat 1',
    'api key ',
    "c'",
  ])(
    'of %j over and over is read in no time',
    (piece) => {
      const began = process.cpuUsage();
      detect(piece.repeat(Math.ceil(long / piece.length)));
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1_000_000).toBeLessThan(0.8);
    },
    60_000,
  );
});
