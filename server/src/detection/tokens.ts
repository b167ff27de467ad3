// One pass over a text: words, numbers and what lies between them, by UTF-16 offsets. Everything else looks at these tokens, so no recogniser has to walk
// the text again. Lone surrogates are neither letters nor digits and cannot break an offset.
import { fold } from './fold.ts';
import { hashed, listedWords, openWordTable, type WordTable } from './listed-words.ts';
import type { Met } from './look.ts';

export const none = 0;
export const sentence = 1;
export const line = 2;
export const paragraph = 3;
type Class = 0 | 1 | 2 | 3;

export type Tokens = {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly isNumber: Uint8Array;
  /** The tokens that are numbers; and these with up to two tokens before each, all in the order of the text. */
  readonly numbers: readonly number[];
  readonly nearNumbers: readonly number[];
  /** How many digits stand before each token. */
  readonly digits: Int32Array;
  /** What parts a token from the one before: nothing, the end of a sentence, of a line, of a paragraph. */
  readonly gap: Uint8Array;
  /** Lower case, without accents: what lexicons are compared with. */
  readonly folded: readonly string[];
  /** One object per different word of the text. */
  readonly words: readonly Word[];
};
/** What is known of a word wherever it stands; `met` and `traits` (of names; -1: not yet) are filled in when they are first asked for. */
export type Word = { readonly written: string; readonly hash: number; readonly folded: string; met: Met | undefined; traits: number };
const number: Word = { written: '', hash: 0, folded: '', met: undefined, traits: 0 };

/** 1 letter or mark, 2 digit, 3 line break, by UTF-16 unit; made once, since asking a pattern for each letter is what costs. */
const digitZero = 0x30;
const fullWidthZero = 0xff10;
const classes = makeClasses();

/** `seen` keeps what is known of each different word while one text is looked through; it must not outlive that text. */
export function tokenise(text: string, seen = openWordTable()): Tokens {
  const room = text.length + 1; // letters and digits in turns make a token of each
  const [start, end] = [new Int32Array(room), new Int32Array(room)];
  const [isNumber, gap, digits] = [new Uint8Array(room), new Uint8Array(room), new Int32Array(room + 1)];
  const folded: string[] = [];
  const words: Word[] = [];
  const [numbers, nearNumbers]: [number[], number[]] = [[], []];
  let at = 0;
  while (at < text.length) {
    let breaks = 0;
    let isSentence = false;
    let unit = text.charCodeAt(at);
    while (at < text.length && (classes[unit] === 0 || classes[unit] === 3)) {
      if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) breaks += 1;
      else if ((unit === 0x2e || unit === 0x21 || unit === 0x3f || unit === 0x3b) && isBlank(text.charCodeAt(at + 1))) isSentence = true;
      at += 1;
      unit = text.charCodeAt(at);
    }
    if (at >= text.length) break;
    const kind = classes[unit] as Class;
    const from = at;
    let hash = 0;
    do {
      hash = hashed(hash, unit);
      at += 1;
      unit = text.charCodeAt(at);
    } while (at < text.length && (classes[unit] === kind || (kind === 1 && (unit === 0x30 || unit === 0x31) && isMisread(text, at))));
    const index = folded.length;
    start[index] = from;
    end[index] = at;
    isNumber[index] = kind === 2 ? 1 : 0;
    digits[index + 1] = (digits[index] ?? 0) + (kind === 2 ? at - from : 0);
    gap[index] =
      breaks > 1
        ? paragraph
        : breaks === 1
          ? line
          : isSentence && kind !== 2 && !isShortened(text, start[index - 1] ?? 0, end[index - 1] ?? 0)
            ? sentence
            : none;
    if (kind === 2) {
      for (let near = Math.max(index - 2, (nearNumbers.at(-1) ?? -1) + 1); near <= index; near += 1) nearNumbers.push(near);
      numbers.push(index);
    }
    const word =
      kind === 2
        ? number
        : (listedWords.find(text, from, at, hash) ?? seen.find(text, from, at, hash) ?? meetWord(text.slice(from, at), hash, seen));
    words.push(word);
    folded.push(kind === 2 ? text.slice(from, at) : word.folded);
  }
  return { text, count: folded.length, start, end, isNumber, numbers, nearNumbers, digits, gap, folded, words };
}

function meetWord(written: string, hash: number, seen: WordTable): Word {
  const folded = fold(misread.test(written) ? written.replace(/0/g, 'o').replace(/1/g, 'l') : written);
  const made: Word = { written, hash, folded, met: undefined, traits: -1 };
  seen.keep(made);
  return made;
}

export const startOf = (tokens: Tokens, index: number): number => tokens.start[index] ?? tokens.text.length;
export const endOf = (tokens: Tokens, index: number): number => tokens.end[index] ?? tokens.text.length;
export const wordAt = (tokens: Tokens, index: number): string => tokens.folded[index] ?? '';
export const isNumberAt = (tokens: Tokens, index: number): boolean => tokens.isNumber[index] === 1;
export const gapAt = (tokens: Tokens, index: number): number => tokens.gap[index] ?? none;
/** Digits of the tokens `from` to `to`, inclusive. */
export const digitsAmong = (tokens: Tokens, from: number, to: number): number =>
  (tokens.digits[Math.min(to + 1, tokens.count)] ?? 0) - (tokens.digits[from] ?? 0);
/** Whether a word begins with a capital (a letter that has a small form). */
export function isCapital(tokens: Tokens, index: number): boolean {
  const letter = tokens.text.charAt(startOf(tokens, index));
  return letter >= 'A' && letter <= 'Z' ? true : letter > '\x7f' && letter !== letter.toLowerCase();
}
/** How many digits (full-width ones aside) stand from `start` on. */
export function plainDigits(text: string, start: number): number {
  let at = start;
  for (let unit = text.charCodeAt(at); unit >= 0x30 && unit <= 0x39; unit = text.charCodeAt(at)) at += 1;
  return at - start;
}
/** Whether a blank or nothing stands before an offset: the usual case, for which no pattern need be asked. */
export const standsFree = (text: string, at: number): boolean => at === 0 || text.charCodeAt(at - 1) === 0x20;
const isBlank = (unit: number) => unit === 0x20 || unit === 0x0a || unit === 0x0d || Number.isNaN(unit) || unit === 0x09 || unit === 0xa0;

/** "tel. 0123", "geb. am": a full stop after a short word (or before a number) shortens and does not end. */
const isShortened = (text: string, start: number, end: number): boolean =>
  endsAsNumber(text, end) || (end - start <= 4 && text.charCodeAt(end) === 0x2e);

/** "Seriennr.", "telnr." */
const endsAsNumber = (text: string, end: number): boolean =>
  text.charCodeAt(end - 1) === 0x72 && text.charCodeAt(end - 2) === 0x6e && text.charCodeAt(end) === 0x2e;
const misread = /[01]/;
/** A zero or a one amid a word whose next letters are small: what a scanner makes of o and l ("L1orente", "So1idarity"). */
const isMisread = (text: string, at: number): boolean => isSmall(text.charCodeAt(at + 1)) && isSmall(text.charCodeAt(at + 2));
const isSmall = (unit: number) => unit >= 0x61 && unit <= 0x7a;

function makeClasses(): Uint8Array {
  const made = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit += 1) {
    if (unit >= 0xd800 && unit <= 0xdfff) continue;
    if (/[\p{L}\p{M}]/u.test(String.fromCharCode(unit)) && !(unit >= 0xfe00 && unit <= 0xfe0f)) made[unit] = 1;
  }
  for (let digit = 0; digit < 10; digit += 1) {
    made[digitZero + digit] = 2;
    made[fullWidthZero + digit] = 2;
  }
  made[0x0a] = 3;
  made[0x0d] = 3;
  return made;
}
