// Every part of the ui folder is shown on the page of parts, and features use tokens only: no raw colours, no sizes of type outside the scale.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { luminance, ratio } from './contrast.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const code = (pattern: string) => globSync(pattern, { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));

/** Parts that no specimen imports. */
function unshown(parts: readonly string[], specimens: readonly string[]): string[] {
  return parts.filter((part) => !specimens.some((source) => source.includes(`'#ui/${part}'`)));
}

/** Colours and sizes of type that are no tokens. What an avatar or the mark draws is their own. */
function raw(source: string): string[] {
  const colours =
    /#[0-9a-f]{3,8}\b(?=["'`;\s])|\b(?:oklch|rgba?|hsla?)\(|\b(?:bg|text|border)-(?:red|green|blue|gray|slate|zinc|amber|black)\b/gi;
  const sizes = /\btext-\[[\d.]+(?:px|rem|em)\]|\btext-[3-9]xl\b|font-?[sS]ize['"]?:/g;
  return [...source.matchAll(colours), ...source.matchAll(sizes)].map((match) => match[0]);
}

test('every part is shown', () => {
  const parts = code('ui/*.{ts,tsx}').map((file) => path.basename(file));
  expect(parts.length).toBeGreaterThan(20);
  expect(unshown(parts, code('app/parts/*.tsx').map(read))).toEqual([]);
});

test('a part that nobody shows is found', () => {
  expect(unshown(['button.tsx', 'carousel.tsx'], ["import { Button } from '#ui/button.tsx';"])).toEqual(['carousel.tsx']);
});

test('features use tokens only', () => {
  // what a company chose and what its customers see is data, not the look of these pages
  const own = ['ui/avatar.tsx', 'ui/mark.tsx', 'channels/settings-fields.tsx', 'access/look-preview.tsx'];
  const files = code('{access,app,channels,consent,conversations,gate,ledger,people,purposes,rights,ui,vendors}/**/*.tsx');
  const found = files.filter((file) => !own.includes(file)).flatMap((file) => raw(read(file)).map((what) => `${file}: ${what}`));
  expect(found).toEqual([]);
});

test('a raw colour and a size outside the scale are found', () => {
  expect(raw(`<p className="text-[13px] bg-red-500" style={{ color: '#a1b2c3', fontSize: 13 }} />`)).toEqual([
    'bg-red',
    '#a1b2c3',
    'text-[13px]',
    'fontSize:',
  ]);
});

test('contrast is that of WCAG', () => {
  expect(ratio(luminance([0, 0, 0]), luminance([255, 255, 255]))).toBe(21);
  expect(ratio(luminance([118, 118, 118]), luminance([255, 255, 255]))).toBeCloseTo(4.54, 2);
});
