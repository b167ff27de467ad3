// What is a name in one place of a text is one in the others, also in its parts; and an address of mail that is made of words of the text says whose they are.
import { bitOf } from '../lexicon.ts';
import { has, type Look } from '../look.ts';
import { endOf, gapAt, isCapital, none, startOf, type Tokens, wordAt } from '../tokens.ts';
import { isCommon, isFirst, isLast, isParticle, isPlainWord, isWord, traitsAt } from './lists.ts';

export type Span = { readonly from: number; readonly to: number; readonly score: number };
const shortest = 3;
const isLocal = /[\p{L}\p{N}._+-]/u;
const longestLocal = 64;
const reach = 30;
/** Mailboxes of nobody in particular. */
const offices =
  /^(?:info|kontakt|contact[eo]?|contatt[io]|datenschutz|privacy|privacidad|rodo|dpo|dsb|service|support|kundenservice|vertrieb|sales|office|buero|sekretariat|verwaltung|team|hr|personal|admin|webmaster|rechnung|billing|reservas|ventas|ordini|biuro|geral|loja|shop|store|noreply|no-reply)$/i;
const nameless = bitOf.notname | bitOf.title | bitOf.greet | bitOf.bye | bitOf.town | bitOf.stop;

/** Words that are sure to be names here: those of announced names, and those that addresses of mail are made of; and whether they are also when written small. */
export function sureWords(look: Look, spans: readonly Span[]): Map<string, boolean> {
  const { tokens } = look;
  const sure = new Map<string, boolean>();
  for (const { from, to, score } of spans) {
    if (score < 0.7) continue;
    for (let at = from; at <= to; at += 1) {
      const word = wordAt(tokens, at);
      if (word.length >= shortest && (traitsAt(tokens, at) & (isParticle | isWord)) === 0)
        sure.set(word, sure.get(word) === true || !isCapital(tokens, at) || (traitsAt(tokens, at) & isCommon) !== 0);
    }
  }
  return sure;
}

/** Tokens named by the local part of an address near them: "rose.whitfield@", "gpetty@", "brunofialho@". */
export function mailed(look: Look): Span[] {
  const { tokens } = look;
  if (!tokens.text.includes('@')) return [];
  const spans: Span[] = [];
  let at = 0;
  for (let sign = tokens.text.indexOf('@'); sign >= 0; sign = tokens.text.indexOf('@', sign + 1)) {
    let index = sign;
    while (index > 0 && sign - index < longestLocal && isLocal.test(tokens.text.charAt(index - 1))) index -= 1;
    const local = tokens.text.slice(index, sign);
    if (local.length < shortest || offices.test(local) || !/[\p{L}\p{N}]/u.test(tokens.text.charAt(sign + 1))) continue;
    while (at < tokens.count && startOf(tokens, at) < index) at += 1;
    const parts = local.toLowerCase().split(/[._+\-\d]+/).filter((part) => part.length > 0); // biome-ignore format: one thought
    const from = Math.max(0, at - reach);
    const to = Math.min(tokens.count - 1, at + reach);
    for (let each = from; each <= to; each += 1) {
      const end = namedBy(look, each, parts, index, index + local.length);
      if (end < 0) continue;
      spans.push({ from: each, to: end, score: 0.8 });
      each = end;
    }
  }
  return spans;
}

function namedBy(look: Look, at: number, parts: readonly string[], from: number, to: number): number {
  const { tokens } = look;
  const word = wordAt(tokens, at);
  if (!parts.some((part) => part.charCodeAt(0) === word.charCodeAt(0) || part.endsWith(word))) return -1;
  const isInside = startOf(tokens, at) >= from && startOf(tokens, at) < to;
  if (word.length < shortest || isInside || has(look, at, nameless) || isWithin(tokens, at)) return -1;
  const next =
    gapAt(tokens, at + 1) === none && /^[ -]$/.test(tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)))
      ? wordAt(tokens, at + 1)
      : '';
  const isPairOf = (part: string) => next.length >= 2 && (part === word + next || part === next + word || part === word.charAt(0) + next);
  if (parts.some(isPairOf) || (parts.includes(word) && next.length >= shortest && parts.includes(next))) return at + 1;
  const traits = traitsAt(tokens, at);
  if (
    parts.length > 1 &&
    parts.includes(word) &&
    next.length > 0 &&
    isCapital(tokens, at) &&
    isCapital(tokens, at + 1) &&
    parts.includes(next.charAt(0))
  )
    return at + 1;
  const isOwn = (traits & isPlainWord) === 0 || (isCapital(tokens, at) && (traits & (isFirst | isLast)) !== 0 && (traits & isWord) === 0);
  return parts.includes(word) && word.length > shortest && isOwn && (isCapital(tokens, at) || (traits & (isFirst | isLast)) !== 0)
    ? at
    : -1;
}

/** Inside another address or a net's name. */
function isWithin({ text, start, end }: Tokens, at: number): boolean {
  const front = text.charAt((start[at] ?? 0) - 1);
  return /[@._/=\d-]/.test(front) || /^[@_/=\d]|^[.-][\p{L}\d]/u.test(text.slice(end[at] ?? 0, (end[at] ?? 0) + 2));
}

/** The same words elsewhere: small or with a capital, one or several in a row. */
export function echoes(look: Look, sure: ReadonlyMap<string, boolean>, taken: readonly Span[]): Span[] {
  const { tokens } = look;
  const spans: Span[] = [];
  if (sure.size === 0) return spans;
  const isAnySmall = [...sure.values()].includes(true);
  const sieve = new Uint8Array(sieveSize);
  for (const word of sure.keys()) sieve[sieved(word)] = 1;
  let next = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    while (next < taken.length && (taken[next]?.to ?? 0) < at) next += 1;
    const span = taken[next];
    if (span && span.from <= at) {
      at = span.to;
      continue;
    }
    if (!isCapital(tokens, at) && (!isAnySmall || (traitsAt(tokens, at) & isPlainWord) !== 0)) continue;
    if (sieve[sieved(wordAt(tokens, at))] === 0 || !isEcho(look, at, sure)) continue;
    let to = at;
    while (
      to + 1 < tokens.count &&
      gapAt(tokens, to + 1) === none &&
      isEcho(look, to + 1, sure) &&
      tokens.text.slice(endOf(tokens, to), startOf(tokens, to + 1)) === ' '
    )
      to += 1;
    spans.push({ from: at, to, score: 0.7 });
    at = to;
  }
  return spans;
}

/** A place for each word, by its length and its first and last letters: most words fall through without being looked up. */
const sieveSize = 1024;
const sieved = (word: string): number =>
  (word.charCodeAt(0) + 31 * word.charCodeAt(1) + 67 * word.charCodeAt(word.length - 1) + 7 * word.length) & (sieveSize - 1);

function isEcho(look: Look, at: number, sure: ReadonlyMap<string, boolean>): boolean {
  const { tokens } = look;
  const isAlsoSmall = sure.get(wordAt(tokens, at));
  if (isAlsoSmall === undefined || has(look, at, nameless) || isWithin(tokens, at) || isOfFirm(tokens, at)) return false;
  return isCapital(tokens, at) || (isAlsoSmall && (traitsAt(tokens, at) & isPlainWord) === 0);
}

/** "Reed & Daughters Ltd": the firm is named, not the person. */
const isOfFirm = ({ text, start, end }: Tokens, at: number) =>
  /^ [&+]/.test(text.slice(end[at] ?? 0, (end[at] ?? 0) + 2)) ||
  /[&+] $/.test(text.slice(Math.max(0, (start[at] ?? 0) - 2), start[at] ?? 0));
