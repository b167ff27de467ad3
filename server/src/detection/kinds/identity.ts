// Numbers by which states know people: by shape and checksum where these are telling, otherwise only beside a word that announces them.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { digitsAmong, endOf, gapAt, isNumberAt, plainDigits, standsFree, startOf, wordAt } from '../tokens.ts';
import { type Shape, shapes } from './identity-shapes.ts';

/** `plain` is made of those that need no announcement. */
type Group = { readonly shapes: readonly Shape[]; readonly plain: RegExp | undefined };
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
    const said = before(look, at, bitOf.id, reach);
    const cue = said > 1 && isPhoneBetween(look, at, said) ? 0 : said;
    const digits = plainDigits(text, start);
    const group = digits > 0 ? numbered.get(digits) : lettered.get(endOf(tokens, at) - start);
    if (cue === 0 && (group === undefined || text.charAt(start - 1) === '+' || !isShaped(group, text, start))) continue;
    const against = before(look, at, bitOf.other, 4);
    const end = group === undefined ? -1 : known(group, text, start, cue > 0, against > 0 && (cue === 0 || against < cue));
    if (end > 0) found(start, end, 'national-id', cue > 0 ? strongest : 0.85);
    else if (cue > 0 && (against === 0 || cue < against)) announced(look, at, found);
  }
}

const telephones = new Set(
  (
    'tel telefon telefonu telefonnummer telefonnr telefono telefone telefoon telefoonnummer telefoonnr telephone phone fon fax mobil mobile mobiltelefon mobilnummer handy ' +
    'handynummer handynr rufnummer cell kom komorka komorkowy tlf movil cellulare portable gsm whatsapp telemovel'
  ).split(' '),
);

/** "Numer dowodu ABA300000, tel. 501 234 567": what was announced is over, and a telephone number follows. */
function isPhoneBetween({ tokens }: Look, at: number, said: number): boolean {
  for (let back = 1; back < said; back += 1) if (telephones.has(wordAt(tokens, at - back))) return true;
  return false;
}

function byRun(some: readonly Shape[]): ReadonlyMap<number, Group> {
  const groups = Map.groupBy(
    some.flatMap((each) => each.runs.map((run) => [run, each] as const)),
    ([run]) => run,
  );
  return new Map(
    [...groups].map(([run, of]) => {
      const these = of.map(([, each]) => each);
      const plain = these.filter(({ isPlain }) => isPlain).map(({ pattern }) => pattern.source);
      return [run, { shapes: these, plain: plain.length > 0 ? new RegExp(plain.join('|'), 'iuy') : undefined }];
    }),
  );
}

/** Whether any plain shape fits, by one pattern made of them all, before each is asked. */
function isShaped({ plain: pattern }: Group, text: string, start: number): boolean {
  if (!pattern) return false;
  pattern.lastIndex = start;
  return pattern.test(text);
}

function known({ shapes: some }: Group, text: string, start: number, isSaid: boolean, isAgainst: boolean): number {
  for (const { pattern, check, isPlain } of some) {
    pattern.lastIndex = start;
    if ((!isPlain && !isSaid) || !pattern.test(text)) continue;
    const raw = text.slice(start, pattern.lastIndex);
    const compact = raw.replace(/[ .\-/]/g, '').toUpperCase();
    const isBare = /^[\d .]+$/.test(raw);
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
