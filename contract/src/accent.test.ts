import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, tint } from './accent.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('whatever colour a company chooses, its words stay readable on light and dark pages', () => {
  fc.assert(
    fc.property(colour, fc.constantFrom('#ffffff', '#fbfaf8', '#131715'), (accent, page) => {
      const { fill, text, ink } = tint(accent, page);
      expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(fill, page)).toBeGreaterThanOrEqual(3);
      expect(contrast(ink, page)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that already works is left as it is', () => {
  expect(tint('#2f6f5e', '#ffffff')).toEqual({ fill: '#2f6f5e', text: '#ffffff', ink: '#2f6f5e' });
  expect(tint('#FD0', '#131715').fill).toBe('#ffdd00');
});

test('what is no colour becomes the house colour and never reaches a style sheet', () => {
  expect(tint('red;} body{display:none', '#ffffff').fill).toBe('#2f6f5e');
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
