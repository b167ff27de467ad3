// Telephone numbers as people write them: international ones by themselves, national ones by a country's shape and the words around them. What stands beside
// an order, a price or a date is none.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { digitsOf } from '../fold.ts';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, type Look, languageBit } from '../look.ts';
import { digitsAmong, endOf, gapAt, isNumberAt, startOf, type Tokens } from '../tokens.ts';

const inside = /^[ \u00a0\u202f\u2009.\-–/()]{0,3}$/;
const mostPieces = 9;
const fewestDigits = 6;
/** National numbers that stand out by themselves when they are grouped: trunk prefix or mobile range, per language. */
const shapes: Readonly<Record<string, { countries: readonly CountryCode[]; shape: RegExp }>> = {
  en: { countries: ['GB', 'IE', 'US'], shape: /^(0[1237]\d{8,9}|0[1-9]\d{7,8}|08[35-9]\d{7}|1?[2-9]\d{2}[2-9]\d{6})$/ },
  de: { countries: ['DE', 'AT', 'CH'], shape: /^0[1-9]\d{6,12}$/ },
  fr: { countries: ['FR', 'BE', 'CH', 'LU'], shape: /^(0[1-9]\d{8}|04\d{8}|0[1-9]\d{7})$/ },
  es: { countries: ['ES'], shape: /^[6789]\d{8}$/ },
  it: { countries: ['IT'], shape: /^(3\d{8,9}|0\d{7,10})$/ },
  nl: { countries: ['NL', 'BE'], shape: /^0[1-9]\d{7,8}$/ },
  pl: { countries: ['PL'], shape: /^[1-8]\d{8}$/ },
  pt: { countries: ['PT', 'BR'], shape: /^([29]\d{8}|\d{2}9?\d{8})$/ },
};

const everyShape = Object.entries(shapes).map(([language, of]) => ({ language, bit: languageBit(language), ...of }));

/** Groups in which nothing else is written there: "91 555 01 37", "(985) 55 01 44". */
const customary: Readonly<Record<string, RegExp>> = {
  es: /^(?:\(?\d{3}\)?[ .-]\d{2}|\(?\d{2}\)?[ .-]\d{3})[ .-]\d{2}[ .-]\d{2}$/,
  pl: /^(?:\(?\d{2}\)?[ .-]\d{3})[ .-]\d{2}[ .-]\d{2}$/,
  pt: /^(?:\(?\d{3}\)?[ .-]\d{2}|\(?\d{2}\)?[ .-]\d{3})[ .-]\d{2}[ .-]\d{2}$/,
};

export function phones(look: Look, found: Found): void {
  const { tokens } = look;
  let past = -1;
  for (const at of tokens.numbers) {
    if (at <= past) continue;
    const last = lastPiece(tokens, at);
    const span = digitsAmong(tokens, at, last) < fewestDigits ? undefined : best(look, at, last);
    if (span) found(span.start, span.end, 'phone', span.score);
    past = span?.last ?? last - 4; // pieces that did not make a number together are tried again from the next one
  }
}

function lastPiece(tokens: Tokens, at: number): number {
  let last = at;
  while (
    last + 1 < tokens.count &&
    last - at < mostPieces &&
    isNumberAt(tokens, last + 1) &&
    gapAt(tokens, last + 1) < 2 &&
    inside.test(tokens.text.slice(endOf(tokens, last), startOf(tokens, last + 1)))
  )
    last += 1;
  return last;
}

type Span = { readonly start: number; readonly end: number; readonly last: number; readonly score: number };

function best(look: Look, at: number, last: number): Span | undefined {
  const { tokens } = look;
  const { text } = tokens;
  const lead = leadOf(text, startOf(tokens, at), endOf(tokens, last));
  const isPlus = /[+＋]/.test(text.charAt(lead));
  if (/[\p{L}_#]/u.test(text.charAt(lead - 1)) || (!isPlus && /[\d.,][.,:]$|\d ?[-–/]$/.test(text.slice(Math.max(0, lead - 3), lead))))
    return undefined;
  const said = saidBefore(look, at);
  for (let to = last; to >= at; to -= 1) {
    const end = endOf(tokens, to);
    if (
      /[\p{L}_@%€$£]/u.test(text.charAt(end)) ||
      /^[ \u00a0]?(€|eur|usd|gbp|zł|pln|kg|cm|mm|ml|watt|w\b|v\b)/i.test(text.slice(end, end + 5)) ||
      (/^[.,:]\d/.test(text.slice(end, end + 2)) && !(isPlus && text.charAt(end) === ',')) ||
      (to < last && /^ ?[-–/]\d/.test(text.slice(end, end + 3)))
    )
      continue;
    const score = scoreOf(look, at, to, text.slice(lead, end), said);
    if (score > 0) return { start: lead, end, last: to, score };
  }
  return undefined;
}

/** A plus or an opening bracket before the first digit. */
function leadOf(text: string, start: number, end: number): number {
  let lead = start;
  while (lead > 0 && start - lead < 3 && /[+＋(]/.test(text.charAt(lead - 1))) lead -= 1;
  // A bracket belongs to the number only when it closes within it: "(030) 123", but not "call Anna (030 123)".
  return text.charAt(lead) === '(' && !text.slice(lead, end).includes(')') ? lead + 1 : lead;
}

type Said = { readonly cue: number; readonly isAgainst: boolean };

/** Words for a telephone before a number, and nearer ones for something else. */
function saidBefore(look: Look, at: number): Said {
  const cue = before(look, at, bitOf.phone, 8);
  const against = before(look, at, bitOf.other, 5) || before(look, at, bitOf.id, 4);
  return { cue, isAgainst: against > 0 && (cue === 0 || against < cue) };
}

function scoreOf(look: Look, at: number, to: number, raw: string, { cue, isAgainst }: Said): number {
  const digits = digitsOf(raw);
  if (digits.length < fewestDigits || digits.length > 16 || isVersioned(raw)) return 0;
  if (/^\(?[+＋]/.test(raw) || /^00[1-9]/.test(digits)) return international(raw, digits, isAgainst);
  if (isAgainst || isDate(raw) || digits.length < 7) return cue > 0 && !isAgainst && digits.length === 6 && !isDate(raw) ? 0.6 : 0;
  if (cue > 0 && !isDate(raw)) return digits.length <= 14 ? 0.85 : 0;
  return national(look, at, to, raw, digits);
}

function international(raw: string, digits: string, isAgainst: boolean): number {
  if (digits.length < 8) return 0;
  const plain = digits.replace(/^00/, '').replace(/^(\d{1,3})0(?=\d{8,})/, raw.includes('(0)') ? '$1' : '$10');
  const number = parsePhoneNumberFromString(`+${plain}`);
  if (number?.isValid()) return 0.97;
  if (isAgainst && !raw.includes('+')) return 0;
  return number ? (raw.includes('+') ? 0.85 : number.isPossible() ? 0.7 : 0) : 0;
}

/** Without a word that announces it: the shape of a country whose language is spoken here, grouped or with its trunk zero, and known to that country's plan. */
function national(look: Look, at: number, to: number, raw: string, digits: string): number {
  const isGrouped = to > at;
  // The end of a longer row of figures, as of a trace or a parcel.
  const lead = startOf(look.tokens, at);
  if (isNumberAt(look.tokens, at - 1) && /\d{4} $/.test(look.tokens.text.slice(lead - 5, lead))) return 0;
  if (/[-–/. ]\d$/.test(raw) || /\d[-–/]\d{1,2}[-–/](?:19|20)\d{2}/.test(raw)) return 0;
  const spoken = look.spoken[at] ?? 0;
  for (const { language, bit, countries, shape } of everyShape) {
    if ((spoken & bit) === 0 || !shape.test(digits)) continue;
    if (!isGrouped && !digits.startsWith('0') && !/^(es|it|pt|pl)$/.test(language)) continue;
    if (!isGrouped && /^(pl|pt)$/.test(language) && !/^(pl:[5-8]|pt:9)/.test(`${language}:${digits}`)) continue;
    const isCustomary = customary[language]?.test(raw) === true;
    if (isGrouped && /\s\d{1,2}$/.test(raw) && !isCustomary && !/^(fr|de|nl|it)$/.test(language)) continue;
    const numbers = countries.map((country) => parsePhoneNumberFromString(digits, country));
    if (numbers.some((number) => number?.isValid())) return isGrouped ? 0.8 : 0.65;
    // Ranges kept for examples and films are in no plan; their trunk zero and their groups show them all the same.
    const isTelling = (isGrouped && (digits.startsWith('0') || isCustomary)) || (language === 'en' && /^07\d{9}$/.test(digits));
    if (isTelling && numbers.some((number) => number?.isPossible())) return 0.6;
  }
  return 0;
}

/** "Browser 121.0.2277.4": stops between all pieces, one of which has a single digit. */
const isVersioned = (raw: string) => /^\d{1,4}(?:\.\d{1,5}){2,4}$/.test(raw) && /(?:^|\.)\d(?:\.|$)/.test(raw);

const isDate = (raw: string) =>
  /^\(?(\d{1,2}[./\-–] ?\d{1,2}[./\-–] ?(19|20)?\d{2}|(19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})\)?$/.test(raw) ||
  /^(19|20)\d{2}\s?[-–/]\s?(19|20)\d{2}$/.test(raw);
