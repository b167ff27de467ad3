// Numbers by which states know people: by shape and checksum (stdnum) where these are telling, otherwise only beside a word that announces them.
import { stdnum } from 'stdnum';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { digitsAmong, endOf, gapAt, isNumberAt, plainDigits, standsFree, startOf, wordAt } from '../tokens.ts';

type Shape = {
  readonly runs: readonly number[];
  readonly pattern: RegExp;
  readonly check: (compact: string) => boolean;
  readonly isPlain: boolean;
};
type Validator = { readonly validate: (value: string) => { readonly isValid: boolean } };
const by = (country: string, name: string) => (compact: string) =>
  (stdnum as unknown as Record<string, Record<string, Validator>>)[country]?.[name]?.validate(compact).isValid === true;
const any = (): boolean => true;
const shape = (runs: Shape['runs'], source: string, check: Shape['check'], isPlain: boolean): Shape => ({
  runs,
  pattern: new RegExp(`(?:${source})(?![\\p{L}\\d])`, 'iuy'),
  check,
  isPlain,
});
const isDay = (compact: string) =>
  Number(compact.slice(0, 2)) >= 1 &&
  Number(compact.slice(0, 2)) <= 31 &&
  Number(compact.slice(2, 4)) >= 1 &&
  Number(compact.slice(2, 4)) <= 12;

/** Belgium's check digits, asked for first, since many a number of eleven digits has that shape: of those born since 2000 a 2 stands before the rest. */
const isBy97 = (compact: string) => {
  const sum = Number(compact.slice(0, 9)) + Number(compact.slice(9));
  return sum % 97 === 0 || (sum + 2_000_000_000) % 97 === 0;
};

/**
 * `isPlain` shapes count without an announcement, since few other numbers have them and pass the check. First how many letters, or digits, such a number may begin
 * with before anything else stands in it: most are put aside by that.
 */
const shapes: readonly Shape[] = [
  shape([6], '[a-z]{6}\\d{2}[a-z]\\d{2}[a-z]\\d{3}[a-z]', any, true), // IT
  shape([3], '[a-z]{3} [a-z]{3} \\d{2}[a-z]\\d{2} [a-z]\\d{3}[a-z]', any, true),
  shape([2], '[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]', by('GB', 'nino'), true),
  shape([1], '[xyz][ -]?\\d{7}[ -]?[a-z]', by('ES', 'nie'), true),
  shape([2, 5, 8], '\\d{2}\\.?\\d{3}\\.?\\d{3}[ -]?[a-z]', by('ES', 'dni'), true),
  shape([7], '\\d{7}[a-w][a-iw]?', by('IE', 'pps'), true),
  shape([2, 8], '\\d{2} ?\\d{6} ?[a-z] ?\\d{3}', by('DE', 'svnr'), true),
  shape([6], '\\d{6}[-+a]\\d{3}[0-9a-y]', by('FI', 'hetu'), true),
  shape([1, 3, 5, 6, 7, 10, 13, 15], '[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[ab]) ?\\d{3} ?\\d{3} ?\\d{2}', by('FR', 'nir'), true),
  shape([3], '756[. ]\\d{4}[. ]\\d{4}[. ]\\d{2}', any, true), // CH
  shape([3], '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', by('BR', 'cpf'), true),
  shape(
    [2, 4, 6, 9, 11],
    '\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{3}[.\\- ]?\\d{2}',
    (compact) => isBy97(compact) && by('BE', 'nn')(compact),
    true,
  ),
  shape([11], '\\d{11}', by('PL', 'pesel'), true),
  shape([3], '\\d{3}-\\d{2}-\\d{4}', (compact) => !/^(000|666|9)|^...00|0000$/.test(compact), true), // US
  shape([6], '\\d{6}[-+]\\d{4}', (compact) => isDay(compact) || by('SE', 'personnummer')(compact), true),
  shape([8, 12], '(?:19|20)\\d{6}-?\\d{4}', by('SE', 'personnummer'), true),
  shape([6], '\\d{6}/\\d{3,4}', (compact) => by('CZ', 'rc')(compact) || by('SK', 'rc')(compact), true),
  shape([6], '\\d{6}-\\d{5}', by('LV', 'pk'), true),
  shape([13], '[1-8]\\d{12}', (compact) => by('RO', 'cnp')(compact), true),
  shape([11], '[34]\\d{10}', (compact) => by('EE', 'ik')(compact) || by('LT', 'asmens')(compact), true),
  shape([2], '\\d{2} \\d{3} \\d{3} \\d{3}', by('DE', 'idnr'), true),
  shape([11], '\\d{11}', by('DE', 'idnr'), false),
];
type Group = { readonly shapes: readonly Shape[]; readonly any: RegExp };
const isLettered = ({ pattern }: Shape) => /^\(\?:(\[[a-z]|\[xyz)/.test(pattern.source);
const lettered = byRun(shapes.filter(isLettered));
const numbered = byRun(shapes.filter((each) => !isLettered(each)));
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
    const digits = plainDigits(text, start);
    const group = digits > 0 ? numbered.get(digits) : lettered.get(endOf(tokens, at) - start);
    if (cue === 0 && (group === undefined || !isShaped(group, text, start))) continue;
    const against = before(look, at, bitOf.other, 4);
    const end = group === undefined ? -1 : known(group, text, start, cue > 0, against > 0 && (cue === 0 || against < cue));
    if (end > 0) found(start, end, 'national-id', cue > 0 ? strongest : 0.85);
    else if (cue > 0 && (against === 0 || cue < against)) announced(look, at, found);
  }
}

function byRun(some: readonly Shape[]): ReadonlyMap<number, Group> {
  const groups = Map.groupBy(
    some.flatMap((each) => each.runs.map((run) => [run, each] as const)),
    ([run]) => run,
  );
  return new Map(
    [...groups].map(([run, of]) => {
      const these = of.map(([, each]) => each);
      return [run, { shapes: these, any: new RegExp(these.map(({ pattern }) => pattern.source).join('|'), 'iuy') }];
    }),
  );
}

/** Whether any shape fits, by one pattern made of them all, before each is asked. */
function isShaped({ any: pattern }: Group, text: string, start: number): boolean {
  pattern.lastIndex = start;
  return pattern.test(text);
}

function known({ shapes: some }: Group, text: string, start: number, isSaid: boolean, isAgainst: boolean): number {
  for (const { pattern, check, isPlain } of some) {
    pattern.lastIndex = start;
    if ((!isPlain && !isSaid) || !pattern.test(text)) continue;
    const raw = text.slice(start, pattern.lastIndex);
    const compact = raw.replace(/[ .\-/]/g, '').toUpperCase();
    const isBare = /^\d+$/.test(raw);
    if ((check(compact) || (raw !== compact && check(raw))) && !(isAgainst && isBare)) return pattern.lastIndex;
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
