// The detector that most programs have: one pattern per type in a single pass, without words around it, checksums or languages.
import type { Mark } from '../frame/detect/corpus.ts';

const naive = new RegExp(
  [
    '(?<email>[\\w.+-]+@[\\w-]+\\.[\\w.-]+)',
    '(?<iban>\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b)',
    '(?<card>\\b(?:\\d{4}[ -]?){3}\\d{4}\\b)',
    '(?<ip>\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b)',
    '(?<mac>\\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\\b)',
    '(?<birth>\\b\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}\\b)',
    '(?<phone>\\+?\\d[\\d ()/-]{7,16}\\d)',
    '(?<name>\\b(?:Mr|Mrs|Ms|Herr|Frau|Mme|Sr|Sra|Sig|Pan|Pani)\\.? [A-Z]\\w+)',
  ].join('|'),
  'g',
);

export function naiveMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const found of text.matchAll(naive)) {
    const type = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '';
    marks.push([found.index, found.index + found[0].length, type === 'birth' ? 'birth-date' : type]);
  }
  return marks;
}
