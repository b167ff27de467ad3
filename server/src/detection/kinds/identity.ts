// Numbers by which states know people: by shape and checksum (stdnum) where these are telling, otherwise only beside a word that announces them.
import { stdnum } from 'stdnum';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { digitsAmong, endOf, gapAt, isNumberAt, standsFree, startOf, wordAt } from '../tokens.ts';

type Shape = { readonly pattern: RegExp; readonly check: (compact: string) => boolean; readonly isPlain: boolean };
type Validator = { readonly validate: (value: string) => { readonly isValid: boolean } };
const by = (country: string, name: string) => (compact: string) =>
  (stdnum as unknown as Record<string, Record<string, Validator>>)[country]?.[name]?.validate(compact).isValid === true;
const any = (): boolean => true;
const shape = (source: string, check: Shape['check'], isPlain: boolean): Shape => ({
  pattern: new RegExp(`(?:${source})(?![\\p{L}\\d])`, 'iuy'),
  check,
  isPlain,
});
const isDay = (compact: string) =>
  Number(compact.slice(0, 2)) >= 1 &&
  Number(compact.slice(0, 2)) <= 31 &&
  Number(compact.slice(2, 4)) >= 1 &&
  Number(compact.slice(2, 4)) <= 12;

/** `isPlain` shapes count without an announcement, since few other numbers have them and pass the check. Letters first, then digits by length. */
const shapes: readonly Shape[] = [
  shape('[a-z]{6}\\d{2}[a-z]\\d{2}[a-z]\\d{3}[a-z]', any, true), // IT
  shape('[a-z]{3} [a-z]{3} \\d{2}[a-z]\\d{2} [a-z]\\d{3}[a-z]', any, true),
  shape('[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]', by('GB', 'nino'), true),
  shape('[xyz][ -]?\\d{7}[ -]?[a-z]', by('ES', 'nie'), true),
  shape('\\d{2}\\.?\\d{3}\\.?\\d{3}[ -]?[a-z]', by('ES', 'dni'), true),
  shape('\\d{7}[a-w][a-iw]?', by('IE', 'pps'), true),
  shape('\\d{2} ?\\d{6} ?[a-z] ?\\d{3}', by('DE', 'svnr'), true),
  shape('\\d{6}[-+a]\\d{3}[0-9a-y]', by('FI', 'hetu'), true),
  shape('[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[ab]) ?\\d{3} ?\\d{3} ?\\d{2}', by('FR', 'nir'), true),
  shape('756[. ]\\d{4}[. ]\\d{4}[. ]\\d{2}', any, true), // CH
  shape('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', by('BR', 'cpf'), true),
  shape('\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{3}[.\\- ]?\\d{2}', by('BE', 'nn'), true),
  shape('\\d{11}', by('PL', 'pesel'), true),
  shape('\\d{3}-\\d{2}-\\d{4}', (compact) => !/^(000|666|9)|^...00|0000$/.test(compact), true), // US
  shape('\\d{6}[-+]\\d{4}', (compact) => by('SE', 'personnummer')(compact) || isDay(compact), true),
  shape('(?:19|20)\\d{6}-?\\d{4}', by('SE', 'personnummer'), true),
  shape('\\d{6}/\\d{3,4}', (compact) => by('CZ', 'rc')(compact) || by('SK', 'rc')(compact), true),
  shape('\\d{6}-\\d{5}', by('LV', 'pk'), true),
  shape('[1-8]\\d{12}', (compact) => by('RO', 'cnp')(compact), true),
  shape('[34]\\d{10}', (compact) => by('EE', 'ik')(compact) || by('LT', 'asmens')(compact), true),
  shape('\\d{2} \\d{3} \\d{3} \\d{3}', by('DE', 'idnr'), true),
  shape('\\d{11}', by('DE', 'idnr'), false),
];
const isLettered = ({ pattern }: Shape) => /^\(\?:(\[[a-z]|\[xyz)/.test(pattern.source);
const lettered = shapes.filter(isLettered);
const numbered = shapes.filter((each) => !isLettered(each));
const anyOf = (some: readonly Shape[]) => new RegExp(some.map(({ pattern }) => pattern.source).join('|'), 'iuy');
const [anyNumbered, anyLettered] = [anyOf(numbered), anyOf(lettered)];
const strongest = 0.97;
const reach = 6;
const fewestDigits = 5;
const mostPieces = 8;

export function identities(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (const at of tokens.nearNumbers) {
    // Most numbers in a text are prices and dates.
    if (digitsAmong(tokens, at, at + mostPieces - 1) < fewestDigits) continue;
    const isNumber = isNumberAt(tokens, at);
    const start = startOf(tokens, at);
    if (!isNumber && endOf(tokens, at) - start > 7) continue;
    if (!standsFree(text, start) && /[\p{L}\d_]/u.test(text.charAt(start - 1))) continue;
    const cue = before(look, at, bitOf.id, reach);
    if (cue === 0 && !isShaped(text, start)) continue;
    const against = before(look, at, bitOf.other, 4);
    const end = known(text, start, cue > 0, against > 0 && (cue === 0 || against < cue));
    if (end > 0) found(start, end, 'national-id', cue > 0 ? strongest : 0.85);
    else if (cue > 0 && (against === 0 || cue < against)) announced(look, at, found);
  }
}

/** Whether any shape fits, by one pattern made of them all, before each is asked. */
function isShaped(text: string, start: number): boolean {
  const pattern = isDigitAt(text, start) ? anyNumbered : anyLettered;
  pattern.lastIndex = start;
  return pattern.test(text);
}

const isDigitAt = (text: string, at: number) => /\d/.test(text.charAt(at));

function known(text: string, start: number, isSaid: boolean, isAgainst: boolean): number {
  for (const { pattern, check, isPlain } of isDigitAt(text, start) ? numbered : lettered) {
    pattern.lastIndex = start;
    if ((!isPlain && !isSaid) || !pattern.test(text)) continue;
    const raw = text.slice(start, pattern.lastIndex);
    const compact = raw.replace(/[ .\-/]/g, '').toUpperCase();
    const isBare = /^\d+$/.test(raw);
    if ((check(compact) || check(raw)) && !(isAgainst && isBare)) return pattern.lastIndex;
  }
  return -1;
}

/** Behind the announcement, whatever its shape: six to sixteen characters with at least five digits, in up to six pieces. Wrong checksums are mistypings. */
function announced(look: Look, at: number, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  const start = startOf(tokens, at);
  const isTied = endOf(tokens, at) === startOf(tokens, at + 1);
  if (
    !isNumberAt(tokens, at) &&
    !isTied &&
    (text.slice(start, endOf(tokens, at)).toUpperCase() !== text.slice(start, endOf(tokens, at)) ||
      has(look, at, bitOf.id) ||
      has(look, at, bitOf.stop))
  )
    return;
  if (
    wordAt(tokens, at - 1).length <= 2 &&
    !isNumberAt(tokens, at - 1) &&
    text.slice(startOf(tokens, at - 1), start) === text.slice(startOf(tokens, at - 1), start).toUpperCase() &&
    has(look, at - 1, bitOf.id) === false &&
    /^[A-Z]{1,2} $/.test(text.slice(startOf(tokens, at - 1), start))
  )
    return;
  let [end, compact] = [start, ''];
  for (let last = at; last < Math.min(at + mostPieces, tokens.count); last += 1) {
    const joint = last > at ? text.slice(endOf(tokens, last - 1), startOf(tokens, last)) : '';
    const piece = wordAt(tokens, last);
    if (!/^[ .\-/]?$/.test(joint) || gapAt(tokens, last) > 1 || compact.length + piece.length > 18) break;
    if (
      !isNumberAt(tokens, last) &&
      (piece.length > 3 ||
        (joint === ' ' &&
          last > at &&
          text.slice(startOf(tokens, last), endOf(tokens, last)).toUpperCase() !== text.slice(startOf(tokens, last), endOf(tokens, last))))
    )
      break;
    compact += piece;
    end = endOf(tokens, last);
  }
  const digits = compact.replace(/\D/g, '').length;
  if (compact.length >= 6 && digits >= 5) found(start, end, 'national-id', 0.75);
}
