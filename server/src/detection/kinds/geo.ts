// Positions: pairs of decimal degrees, degrees and minutes, geo: addresses and plus codes. Two prices beside each other are none: a pair needs four decimals.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, type Look } from '../look.ts';
import { endOf, isNumberAt, plainDigits, startOf, type Tokens, wordAt } from '../tokens.ts';

const decimal =
  /[-+−]?\d{1,2}[.,]\d{3,15}\s?°?\s?[NSns]?(?:\s?[,;/]\s?|\s{1,2}|%2C)[-+−]?\d{1,3}[.,]\d{3,15}\s?°?\s?(?:[EWOewo](?![a-z]))?(?![\d])/y;
const lettered = /[NS]\s?\d{1,2}[.,]\d{3,15}°?[,;\s]{1,3}[EWO]\s?\d{1,3}[.,]\d{3,15}°?/y;
const sexagesimal =
  /\d{1,2}\s?°\s?\d{1,2}\s?['′’]\s?(?:\d{1,2}(?:[.,]\d{1,6})?\s?(?:["″”]|'')\s?)?[NSns][,;\s]{1,3}\d{1,3}\s?°\s?\d{1,2}\s?['′’]\s?(?:\d{1,2}(?:[.,]\d{1,6})?\s?(?:["″”]|'')\s?)?[EWOewo]/y;
const letteredSexagesimal =
  /[NS]\s?\d{1,2}\s?°\s?\d{1,2}(?:[.,]\d{1,6})?\s?['′’]\s?(?:\d{1,2}(?:[.,]\d{1,6})?\s?(?:["″”]|''))?[,;\s]{1,3}[EWO]\s?\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d{1,6})?\s?['′’]\s?(?:\d{1,2}(?:[.,]\d{1,6})?\s?(?:["″”]|''))?/y;
const labelled =
  /lat(?:itude)?\.?\s?[:=]?\s?[-+]?\d{1,2}[.,]\d{2,15}[,;\s]{1,3}(?:lon|lng|long)(?:gitude)?\.?\s?[:=]?\s?[-+]?\d{1,3}[.,]\d{2,15}/iy;
const plusCode = /[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![A-Z0-9+])/y;

export function positions(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (const at of tokens.numbers) {
    announced(tokens, at - 1, found);
    const start = startOf(tokens, at);
    if (endOf(tokens, at) - start > 2 || !goesOn(tokens, at) || /[\d.,\p{L}]/u.test(text.charAt(start - 1))) continue;
    const lead = /[-+−]/.test(text.charAt(start - 1)) ? start - 1 : start;
    const dms = endAt(sexagesimal, text, start);
    const end = dms > 0 ? dms : endAt(decimal, text, lead);
    if (end < 0) continue;
    const raw = text.slice(lead, end).trimEnd();
    if (dms > 0 || isPosition(raw, before(look, at, bitOf.geo, 5) > 0)) found(lead, lead + raw.length, 'geo', 0.93);
  }
  for (let plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', plus + 1)) {
    let start = plus;
    while (start > 0 && plus - start < 9 && /[A-Z0-9]/.test(text.charAt(start - 1))) start -= 1;
    const end = plus - start < 4 ? -1 : endAt(plusCode, text, start);
    if (end > 0 && /\d/.test(text.slice(start, end)) && /[A-Z]/.test(text.slice(start, end))) found(start, end, 'geo', 0.8);
  }
}

/** Behind the first digits of a position a sign for degrees stands, or a stop or comma with at least three decimals. */
function goesOn(tokens: Tokens, at: number): boolean {
  const unit = tokens.text.charCodeAt(endOf(tokens, at));
  if (unit === 0x2e || unit === 0x2c) return plainDigits(tokens.text, endOf(tokens, at) + 1) > 2;
  return /^\s?°/.test(tokens.text.slice(endOf(tokens, at), endOf(tokens, at) + 2));
}

/** "lat: 52.5, lon: 13.4", "N 52.5 E 13.4": by the word or letter right before the first number. */
function announced(tokens: Tokens, at: number, found: Found): void {
  if (at < 0 || !/[lLNS]/.test(tokens.text.charAt(startOf(tokens, at)))) return;
  const word = isNumberAt(tokens, at) ? '' : wordAt(tokens, at);
  const pattern = word.startsWith('lat') ? labelled : word === 'n' || word === 's' ? lettered : undefined;
  if (pattern === undefined) return;
  const start = startOf(tokens, at);
  const near = endAt(pattern, tokens.text, start);
  const end = near < 0 && pattern === lettered ? endAt(letteredSexagesimal, tokens.text, start) : near;
  if (end > 0) found(start, end, 'geo', 0.95);
}

function isPosition(raw: string, isSaid: boolean): boolean {
  const numbers = raw.match(/[-+−]?\d{1,3}[.,]\d{3,15}/g) ?? [];
  const [latitude = 999, longitude = 999] = numbers.map((each) => Number(each.replace(',', '.').replace('−', '-')));
  const decimals = Math.min(...numbers.map((each) => each.length - each.search(/[.,]/) - 1));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (decimals >= 4 || isSaid || /[NSns]/.test(raw));
}

function endAt(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
