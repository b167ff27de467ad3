// How long a text is as a channel counts it. Shared by the composer, which shows it while somebody types, and by the server.

import type { Alphabet } from './segments.ts';

/** `utf-16`: units of it, of which an emoji is two; `characters`: code points; `bytes`: of UTF-8. `alphabet`: of text messages whose carrier takes another than GSM 03.38. */
export type Longest = { readonly most: number; readonly counts: 'utf-16' | 'characters' | 'bytes'; readonly alphabet?: Alphabet };

export function lengthOf(text: string, counts: Longest['counts']): number {
  if (counts === 'utf-16') return text.length;
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  return counts === 'characters' ? points.length : points.reduce((sum, point) => sum + bytesOf(point), 0);
}

const bytesOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
