// What recognisers hand over, and who wins where two lay claim to the same words: the surer kind, so that a card is no phone and a street is no name.
import type { DetectedKind, DetectedSpan } from '@parley/contract';

const ranks: readonly DetectedKind[] = [
  'key',
  'card',
  'iban',
  'email',
  'password',
  'code',
  'door-code',
  'mac',
  'ip',
  'geo',
  'national-id',
  'birth-date',
  'plate',
  'phone',
  'address',
  'genetic',
  'biometric',
  'criminal',
  'health',
  'union',
  'politics',
  'religion',
  'ethnicity',
  'sex-life',
  'name',
];
const rankOf = new Map(ranks.map((kind, at) => [kind, at]));

export type Found = (start: number, end: number, type: DetectedKind, score: number) => void;

/** Sorted by place, none overlapping another, none empty. */
export function settle(spans: readonly DetectedSpan[]): DetectedSpan[] {
  const sorted = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: DetectedSpan[] = [];
  for (const span of sorted) {
    const last = settled.at(-1);
    if (last === undefined || last.end <= span.start) settled.push(span);
    else if (isSurer(span, last)) settled[settled.length - 1] = span;
  }
  return settled;
}

function isSurer(span: DetectedSpan, than: DetectedSpan): boolean {
  const [own, other] = [rankOf.get(span.type) ?? 99, rankOf.get(than.type) ?? 99];
  return own < other || (own === other && span.end - span.start > than.end - than.start);
}
