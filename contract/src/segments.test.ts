import { describe, expect, it, test } from 'vitest';
import { countSegments, splitSegments } from './segments.ts';
import { lengthOf } from './text-length.ts';

/** The default alphabet of GSM 03.38 by place, 0x00 to 0x7F; 0x1B is the escape. */
const table = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
];

describe('the alphabet of GSM 03.38', () => {
  it('has 127 letters of one place each besides the escape, which nobody can type', () => {
    expect(table.map((row) => [...row].length)).toEqual(Array(8).fill(16));
    for (const letter of table.join('').replace('\u001b', ''))
      expect(countSegments(letter)).toEqual({ encoding: 'gsm-7', length: 1, segments: 1, left: 159 });
    expect(countSegments('\u001b').encoding).toBe('ucs-2');
  });
  it('has ten more of two places behind the escape', () => {
    for (const letter of '\f^{}\\[~]|€') expect(countSegments(letter)).toMatchObject({ encoding: 'gsm-7', length: 2 });
  });
  it('knows no other letter: one alone turns the whole text into UCS-2', () => {
    for (const letter of ['ç', 'á', 'ё', '`', '’', '“', '–', '\t', 'Ω\u0301', '😀']) expect(countSegments(letter).encoding).toBe('ucs-2');
    expect(countSegments('Dear Ada,\u00a0the lamp')).toMatchObject({ encoding: 'ucs-2', length: 18 });
  });
});

describe('segments', () => {
  it.each([
    ['', 'gsm-7', 0, 0, 160],
    ['a'.repeat(160), 'gsm-7', 160, 1, 0],
    ['a'.repeat(161), 'gsm-7', 161, 2, 145],
    ['a'.repeat(306), 'gsm-7', 306, 2, 0],
    ['a'.repeat(307), 'gsm-7', 307, 3, 152],
    ['€'.repeat(80), 'gsm-7', 160, 1, 0],
    // the last place of a segment stays empty rather than to tear an escape from its letter
    [`${'€'.repeat(76)}${'€'.repeat(5)}`, 'gsm-7', 162, 2, 143],
    ['я'.repeat(70), 'ucs-2', 70, 1, 0],
    ['я'.repeat(71), 'ucs-2', 71, 2, 63],
    ['я'.repeat(134), 'ucs-2', 134, 2, 0],
    ['😀'.repeat(35), 'ucs-2', 70, 1, 0],
    [`${'😀'.repeat(33)}😀😀😀`, 'ucs-2', 72, 2, 61],
  ])('%s: %s', (text, encoding, length, segments, left) => {
    expect(countSegments(text)).toEqual({ encoding, length, segments, left });
    expect(splitSegments(text)).toHaveLength(segments);
  });

  it('are whole characters, and together the text', () => {
    for (const text of [`${'a'.repeat(152)}€${'b'.repeat(20)}`, `${'я'.repeat(66)}😀${'я'.repeat(40)}`]) {
      const parts = splitSegments(text);
      expect(parts.join('')).toBe(text);
      for (const part of parts) expect(part.isWellFormed()).toBe(true);
      expect(parts[0]).not.toMatch(/[€😀]/u);
    }
  });
});

test.each([
  ['a'.repeat(140), 'latin-1', 140, 1, 0],
  ['a'.repeat(150), 'latin-1', 150, 2, 118],
  [`${'a'.repeat(99)}ã`, 'latin-1', 100, 1, 40],
  ['[]{}', 'latin-1', 4, 1, 136],
  [`${'a'.repeat(99)}€`, 'ucs-2', 100, 2, 34],
] as const)('a carrier that writes Latin-1 is counted in its octets: %s', (text, encoding, length, segments, left) => {
  expect(countSegments(text, 'latin-1')).toEqual({ encoding, length, segments, left });
  expect(splitSegments(text, 'latin-1')).toHaveLength(segments);
  expect(splitSegments(text, 'latin-1').join('')).toBe(text);
});

test('a text is as long as its channel counts it', () => {
  const text = 'aä€😀';
  expect([lengthOf(text, 'utf-16'), lengthOf(text, 'characters'), lengthOf(text, 'bytes')]).toEqual([5, 4, 10]);
});
