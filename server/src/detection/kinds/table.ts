// Rows of a table that somebody pasted ("name;phone;city", then a line per person): what stands in a cell is what the head of its column announces.
import type { DetectedKind } from '@parley/contract';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { has, type Look } from '../look.ts';
import { gapAt, isNumberAt, line, sentence, startOf } from '../tokens.ts';

type Cell = { readonly start: number; readonly end: number };
type Column = DetectedKind | 'mail' | undefined;
const nameBits = bitOf.iam | bitOf.named | bitOf.kin;
const heads: readonly (readonly [DetectedKind, number])[] = [
  ['phone', bitOf.phone],
  ['national-id', bitOf.id],
  ['birth-date', bitOf.birth],
  ['plate', bitOf.plate],
  ['address', bitOf.addresscue],
  ['name', nameBits],
];
const shapes: Readonly<Partial<Record<DetectedKind, RegExp>>> = {
  phone: /^[+(\d][\d ()./-]{5,22}$/,
  'national-id': /^(?=(?:.*\d){5})[\p{L}\d][\p{L}\d ./-]{4,22}$/u,
  'birth-date': /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/,
  plate: /^(?=.*\d)(?=.*\p{L})[\p{L}\d][\p{L}\d -]{3,11}$/u,
  address: /^(?=.*\p{L}{3})(?=.*\d).{6,120}$/u,
  name: /^\p{L}[\p{L}\p{M} .'’-]{1,60}$/u,
};
const widestHead = 200;
const widestRow = 1000;
const mostCells = 24;

export function tables(look: Look, found: Found): void {
  const { tokens } = look;
  for (let at = 0; at < tokens.count; at += 1) {
    if ((at > 0 && gapAt(tokens, at) < line) || !mayBeHead(look, at)) continue;
    const from = startOf(tokens, at);
    const to = endOfLine(tokens.text, from);
    const separator = to - from <= widestHead ? separatorOf(tokens.text, from, to) : undefined;
    const columns = separator === undefined ? undefined : headOf(look, at, cellsOf(tokens.text, from, to, separator));
    if (columns === undefined || separator === undefined) continue;
    const past = rows(tokens.text, to + 1, separator, columns, found);
    while (at + 1 < tokens.count && startOf(tokens, at + 1) < past) at += 1;
  }
}

/** A short line without numbers in which a word announces a name, and that greets nobody: most lines end here. */
function mayBeHead(look: Look, from: number): boolean {
  if (has(look, from, bitOf.greet)) return false;
  let isNamed = false;
  for (let at = from; at < look.tokens.count && at - from <= mostCells; at += 1) {
    if (at > from && gapAt(look.tokens, at) >= line) break;
    if (isNumberAt(look.tokens, at) || gapAt(look.tokens, at) === sentence) return false;
    if (has(look, at, nameBits)) isNamed = true;
    if (at - from === mostCells) return false;
  }
  return isNamed;
}

/** Lines with the same sign, until one that is empty or has none; where they end. */
function rows(text: string, begin: number, separator: string, columns: readonly Column[], found: Found): number {
  let from = begin;
  while (from < text.length) {
    const to = endOfLine(text, from);
    if (to === from || to - from > widestRow || !text.slice(from, to).includes(separator)) break;
    row(text, cellsOf(text, from, to, separator), columns, found);
    from = to + 1;
  }
  return from;
}

function endOfLine(text: string, from: number): number {
  const to = text.indexOf('\n', from);
  return to < 0 ? text.length : to;
}

/** The sign that parts cells, when there is one in this line: the strongest of those that occur. */
function separatorOf(text: string, from: number, to: number): string | undefined {
  let best = separators.length;
  for (let at = from; at < to && best > 0; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x2c && unit !== 0x3b && unit !== 0x09 && unit !== 0x7c) continue;
    best = Math.min(best, separators.indexOf(text.charAt(at)));
  }
  return separators[best];
}
const separators = [';', '\t', '|', ','];

/** Cells without the quotes and blanks around them; a sign within quotes parts nothing (RFC 4180). */
function cellsOf(text: string, from: number, to: number, sign: string): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  let isQuoted = false;
  for (let at = from; at <= to && cells.length < mostCells; at += 1) {
    if (at < to && text.charAt(at) === '"') isQuoted = !isQuoted;
    if (at < to && (isQuoted || text.charAt(at) !== sign)) continue;
    let [head, end] = [start, at];
    while (head < end && /[\s"]/.test(text.charAt(head))) head += 1;
    while (end > head && /[\s"]/.test(text.charAt(end - 1))) end -= 1;
    cells.push({ start: head, end });
    start = at + 1;
  }
  return cells;
}

/** What each column holds, when at least two of them announce something of a person and none holds a value. */
function headOf(look: Look, from: number, cells: readonly Cell[]): Column[] | undefined {
  const { tokens } = look;
  if (cells.length < 2) return undefined;
  let at = from;
  const columns = cells.map(({ start, end }): Column => {
    const written = tokens.text.slice(start, end);
    if (/e?-?mail|correo|courriel/i.test(written)) return 'mail';
    while (at < tokens.count && startOf(tokens, at) < start) at += 1;
    let bits = 0;
    for (let each = at; each < tokens.count && startOf(tokens, each) < end; each += 1) bits |= look.flags[each] ?? 0;
    return heads.find(([, bit]) => (bits & bit) !== 0)?.[0];
  });
  const isPlain = cells.every(({ start, end }) => end - start <= 32 && !/[\d@:]/.test(tokens.text.slice(start, end)));
  const isShort = cells.every(({ start, end }) => tokens.text.slice(start, end).split(' ').length <= 3);
  return isPlain && isShort && columns.includes('name') && columns.filter(Boolean).length > 1 ? columns : undefined;
}

function row(text: string, cells: readonly Cell[], columns: readonly Column[], found: Found): void {
  const isOfPerson = cells.some(({ start, end }, at) => {
    const [kind, written] = [columns[at], text.slice(start, end)];
    return kind === 'mail' ? written.includes('@') : kind !== undefined && kind !== 'name' && shapes[kind]?.test(written) === true;
  });
  if (!isOfPerson || cells.length > columns.length + 1) return;
  cells.forEach(({ start, end }, at) => {
    const kind = columns[at];
    if (kind === undefined || kind === 'mail' || !shapes[kind]?.test(text.slice(start, end))) return;
    found(start, end, kind, 0.85);
  });
}
