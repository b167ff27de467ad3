// The second half of an address: a postcode of one of the countries, and the town behind it.
import { bitOf } from '../lexicon.ts';
import { before, has, type Look, speaks } from '../look.ts';
import { digitsAmong, endOf, gapAt, isCapital, isNumberAt, plainDigits, standsFree, startOf, wordAt } from '../tokens.ts';

/** Small words within the names of streets and towns. */
export const little = new Set(
  'de del de la du des d l la le les los las el di della dello dei degli delle do da dos das the of van der den het ten ter von am an auf im zum zur und et y e i sw sv'.split(
    ' ',
  ),
);

/** `digits`: how many it begins with, 0 for a letter. Most numbers are put aside by that. */
type Postcode = { readonly digits: readonly number[]; readonly pattern: RegExp; readonly isPlain: boolean };
const postcodes: readonly Postcode[] = [
  {
    digits: [0],
    pattern:
      /(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})(?![\p{L}\d])/iuy,
    isPlain: true,
  },
  {
    digits: [0],
    pattern:
      /(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?(?![\p{L}\d])/uy,
    isPlain: true,
  },
  { digits: [4], pattern: /\d{4} ?[A-Z]{2}(?=[, \n]|$)(?! ?\d)/iy, isPlain: false },
  { digits: [2], pattern: /\d{2}-\d{3}(?![\d-])/y, isPlain: false },
  { digits: [4], pattern: /\d{4}-\d{3}(?![\d-])/y, isPlain: false },
  { digits: [5], pattern: /\d{5}-\d{3}(?![\d-])/y, isPlain: false },
  { digits: [0], pattern: /(?:[DABFILE]|CH|NL)-\d{4,5}(?!\d)/y, isPlain: false },
  { digits: [4, 5], pattern: /\d{4,5}(?![\d.,:€%])/y, isPlain: false },
];
const byDigits = [0, 1, 2, 3, 4, 5].map((run) => postcodes.filter(({ digits }) => digits.includes(run)));

/** The last token of a postcode and its town; -1 when there is none here, or nothing says that it is one (after a street nothing has to). */
export function placeAt(look: Look, at: number, isAfterStreet = false): number {
  const { tokens } = look;
  const { text } = tokens;
  const start = startOf(tokens, at);
  if (at >= tokens.count || (!isNumberAt(tokens, at) && (endOf(tokens, at) - start > 2 || !isNumberAt(tokens, at + 1)))) return -1;
  const fitting = byDigits[plainDigits(text, start)];
  if (fitting === undefined || fitting.length === 0) return -1;
  if (!standsFree(text, start) && /[\p{L}\d_#.,/€-]/u.test(text.charAt(start - 1))) return -1;
  for (const { pattern, isPlain } of fitting) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    const end = pattern.lastIndex;
    if (/^\d{4} [a-z]{2}$/.test(text.slice(start, end)) && !speaks(look, at, 'nl')) continue;
    let last = at;
    while (last + 1 < tokens.count && endOf(tokens, last) < end) last += 1;
    const isTown =
      gapAt(tokens, last + 1) <= 1 &&
      /^,? {1,2}$/.test(text.slice(end, startOf(tokens, last + 1))) &&
      !isNumberAt(tokens, last + 1) &&
      (isCapital(tokens, last + 1) || has(look, last + 1, bitOf.town));
    const isSaid = isAfterStreet || before(look, at, bitOf.addresscue, 4) > 0;
    if (
      isPlain &&
      (isSaid ||
        (/[A-Z]\d/.test(text.slice(start, end)) &&
          /\s/.test(text.slice(start, end)) &&
          before(look, at, bitOf.other, 4) === 0 &&
          before(look, at, bitOf.plate, 6) === 0))
    )
      return isTown && has(look, last + 1, bitOf.town) ? townEnd(look, last + 1) : last;
    if (isTown && (isSaid || has(look, last + 1, bitOf.town))) return townEnd(look, last + 1);
    return isSaid && !isAfterStreet && /^\d{5}$|[-A-Z]/.test(text.slice(start, end)) && before(look, at, bitOf.other, 3) === 0 ? last : -1;
  }
  return -1;
}

/** Before a postcode and its town, after a name and a number: "Rynek 4, 33-300 Nowy Sącz", where no word says that it is a street. The last token, or -1. */
export function namedOnly(look: Look, at: number): number {
  const { tokens } = look;
  const { text } = tokens;
  if (digitsAmong(tokens, at + 1, at + 4) === 0 || !isCapital(tokens, at) || has(look, at, bitOf.other) || has(look, at, bitOf.stop))
    return -1;
  let number = at + 1;
  while (
    number - at <= 3 &&
    (isCapital(tokens, number) || little.has(wordAt(tokens, number))) &&
    !has(look, number, bitOf.streetword) &&
    /^(?:[ -]|\. ?)$/.test(text.slice(endOf(tokens, number - 1), startOf(tokens, number)))
  )
    number += 1;
  if (!isNumberAt(tokens, number) || wordAt(tokens, number).length > 3 || text.charAt(startOf(tokens, number) - 1) !== ' ') return -1;
  const end = endOf(tokens, number);
  const ahead =
    /^(?: ?[a-zA-Z]| ?[/-] ?\d{1,3}| (?:m|przez)\.? ?\d{1,3})?(?:, ?|,? ?\n)(?=(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{5})(?![\p{L}\d]))/u.exec(
      text.slice(end, end + 20),
    );
  if (!ahead) return -1;
  let next = number + 1;
  while (startOf(tokens, next) < end + ahead[0].length) next += 1;
  const place = placeAt(look, next, true);
  return place > next + 1 || (place > next && /^\d{5}/.test(wordAt(tokens, next))) ? place : -1;
}

/** A town of one to four words: "Frankfurt am Main", "Vila Nova de Gaia", "Reggio Emilia (RE)". */
export function townEnd({ tokens }: Look, at: number): number {
  let last = at;
  for (let each = at + 1; each < at + 5 && each < tokens.count; each += 1) {
    if (gapAt(tokens, each) !== 0 || !/^[ '’-]{1,2}$/.test(tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each)))) break;
    if (isCapital(tokens, each) && endOf(tokens, each) - startOf(tokens, each) > 2) last = each;
    else if (!little.has(wordAt(tokens, each))) break;
  }
  return last;
}
