// Accounts and cards: IBAN by country and checksum (ISO 13616), cards by issuer's range and Luhn (ISO/IEC 7812), however they are spaced.
import { getCountrySpecifications, isValidIBAN } from 'ibantools';
import { digitsOf } from '../fold.ts';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, type Look } from '../look.ts';
import { endOf, isNumberAt, standsFree, startOf } from '../tokens.ts';
import { passesLuhn } from './checksums.ts';

const lengths = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([code, { chars, IBANRegistry }]) =>
    chars && IBANRegistry ? [[code, chars] as const] : [],
  ),
);
const separators = /^[ \u00a0\u2009\u202f.\-–·_/]{0,2}$/;
/** Where a client wrapped or quoted a number, or its groups are listed: that joins only what is grouped like a card, or follows a word for one. */
const edges = /^(?:, ?|[ \u00a0.-]{0,2}(?:\r?\n[> \t\u00a0|]{0,12}){1,2})$/;
/** Nothing to see, and put between digits by editors, or by who wants a number to pass. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const grouped = /^4(?:-4-4-4(?:-[1-3])?|-6-[45])$/;
const cardWord = /(?:card|karte|carte|cart[aã]o?|tarjeta|kaart|kart[aęy]|visa|amex)/i;
const endsInCardWord = new RegExp(`${cardWord.source}$`, 'i');
const mostPieces = 19;
const longestGap = 40;

/** What follows the check digits, by country: where they are wrong and the rest is right, somebody mistyped. */
const bodies = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([code, { bban_regexp: body, IBANRegistry }]) =>
    body && IBANRegistry ? [[code, new RegExp(body)] as const] : [],
  ),
);

export function ibans(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (const number of tokens.numbers) {
    const at = number - 1;
    const start = startOf(tokens, at);
    if (at < 0 || endOf(tokens, at) - start !== 2 || isNumberAt(tokens, at) || startOf(tokens, number) - endOf(tokens, at) > 1) continue;
    const wanted = lengths.get(text.slice(start, start + 2).toUpperCase());
    if (wanted === undefined) continue;
    let compact = '';
    let end = start;
    let isWrapped = false;
    for (; end < text.length && compact.length < wanted && end - start < wanted * 2; end += 1) {
      const unit = text.charCodeAt(end);
      if (isPlain(unit)) compact += text.charAt(end).toUpperCase();
      else if (isBreak(unit) || (isWrapped && unit === 0x3e)) isWrapped = true;
      else if (unit !== 0x20 && unit !== 0xa0 && unit !== 0x202f && unit !== 0x2e && unit !== 0x2d && !isUnseen(unit)) break;
    }
    if (compact.length !== wanted || isPlain(text.charCodeAt(end))) continue;
    const isRight = isValidIBAN(compact);
    const isShaped = bodies.get(compact.slice(0, 2))?.test(compact.slice(4)) === true && before(look, at, bitOf.other, 3) === 0;
    const isSaid = /iban/i.test(text.slice(Math.max(0, start - 24), start));
    if (isRight || (!isWrapped && (isShaped || (isSaid && /^\w{2}\d{2}/.test(compact))))) found(start, end, 'iban', isRight ? 0.99 : 0.7);
  }
}

/** A letter from A to Z, or a digit. */
const isPlain = (unit: number) => (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);

const isBreak = (unit: number) => unit === 0x0a || unit === 0x0d;
const isUnseen = (unit: number) => unit === 0xad || (unit >= 0x200b && unit <= 0x200d) || unit === 0x2060 || unit === 0xfeff;

const fewestDigits = 13;

export function cards({ tokens }: Look, found: Found): void {
  const { text } = tokens;
  let past = -1;
  for (const at of tokens.numbers) {
    if (at <= past || (endOf(tokens, at) - startOf(tokens, at) < fewestDigits && !isNumberAt(tokens, at + 1))) continue;
    if (!standsFree(text, startOf(tokens, at)) && isPartOfWord(text, startOf(tokens, at))) continue;
    let digits = '';
    let edge = -1;
    for (let last = at; last < tokens.count && last < at + mostPieces && isNumberAt(tokens, last); last += 1) {
      const between = last > at ? betweenAt(tokens, last) : '';
      if (!separators.test(between)) {
        if (!edges.test(between)) break;
        edge = last;
      }
      digits += digitsOf(text.slice(startOf(tokens, last), endOf(tokens, last)));
      if (digits.length > 19) break;
      if (digits.length < fewestDigits || !isIssued(digits) || !passesLuhn(digits) || /^(\d)\1+$/.test(digits)) continue;
      if (isNumberAt(tokens, last + 1) && digits.length < 16 && isWhole(text, tokens, last)) continue;
      if (edge >= 0 && !isOneCard(tokens, at, edge, last)) continue;
      if (/\p{L}/u.test(text.charAt(endOf(tokens, last))) || isInUuid(text, startOf(tokens, at))) break;
      found(startOf(tokens, at), endOf(tokens, last), 'card', 0.97);
      past = last;
      break;
    }
  }
}

/** What stands between a piece and the one before it, without what nobody sees. */
function betweenAt(tokens: Look['tokens'], piece: number): string {
  const [from, to] = [endOf(tokens, piece - 1), startOf(tokens, piece)];
  if (to === from + 1) return tokens.text.charAt(from).replace(unseen, '');
  return to - from > longestGap ? 'far' : tokens.text.slice(from, to).replace(unseen, '');
}

/** Whether the pieces `from` to `last` are one number across the edge before `edge`, at which a group may be cut, and not two that stand in a list. */
function isOneCard(tokens: Look['tokens'], from: number, edge: number, last: number): boolean {
  const lengths = [];
  for (let at = from; at <= last; at += 1) lengths.push(endOf(tokens, at) - startOf(tokens, at));
  const cut = edge - from;
  const joined = lengths.toSpliced(cut - 1, 2, (lengths[cut - 1] ?? 0) + (lengths[cut] ?? 0));
  if (grouped.test(lengths.join('-')) || grouped.test(joined.join('-'))) return true;
  const start = startOf(tokens, from);
  return cardWord.test(tokens.text.slice(Math.max(0, start - longestGap), start));
}

/** Whether a number goes on from letters or a sign, and not from a word for a card ("Karte4111…"). */
const isPartOfWord = (text: string, at: number): boolean =>
  /[\p{L}\d+#_]/u.test(text.charAt(at - 1)) && !endsInCardWord.test(text.slice(Math.max(0, at - 24), at));

const uuid = /(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])/gi;
const uuidLength = 36;

/** Whether a place lies within an identifier by RFC 9562: one in some ten thousand begins like a card, and must rest as it was written. */
function isInUuid(text: string, at: number): boolean {
  const from = Math.max(0, at - uuidLength);
  const around = text.slice(from, at + uuidLength);
  return [...around.matchAll(uuid)].some(({ index }) => from + index <= at && at < from + index + uuidLength);
}

/** Whether the digits run on after this piece, so that the number is a longer one. */
const isWhole = (text: string, tokens: Look['tokens'], last: number) =>
  /^[.\-·]$/.test(text.slice(endOf(tokens, last), startOf(tokens, last + 1)));

/** Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro, by their ranges and lengths. */
function isIssued(digits: string): boolean {
  const four = Number(digits.slice(0, 4));
  const { length } = digits;
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19;
  if ((four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720)) return length === 16;
  if (/^3[47]/.test(digits)) return length === 15;
  if (/^3(0[0-5]|[689])/.test(digits)) return length === 14 || length === 16;
  if (/^(6011|64[4-9]|65|622|35(2[89]|[3-8]))/.test(digits)) return length >= 16;
  if (/^62/.test(digits)) return length >= 16;
  return /^(5018|5020|5038|5893|6304|6759|6761|6762|6763|67|50|5[6-8])/.test(digits) && length >= 16;
}
