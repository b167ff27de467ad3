// What was dictated: numbers of telephones and houses in words ("null eins sieben …", "rua do Carmo trinta e dois"), in the eight languages.
import type { Found } from '../found.ts';
import { bitOf, endsAsStreet } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { isNumberWord, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, isNumberAt, startOf, wordAt } from '../tokens.ts';

/** Counted only between others: "double five", "oh", "a". */
const between = new Set('double triple doppel doppelt oh o un une um uma uno una een y e et und en and plus'.split(' '));
const fewest = 7;
const prepositions = new Set('in em en a te w at near dans'.split(' '));

export function spoken(look: Look, found: Found): void {
  const { tokens } = look;
  let past = -1;
  for (const at of look.signals) {
    if (at <= past || !isCounting(look, at)) continue;
    const last = runEnd(look, at);
    const length = last - at + 1;
    const isPhone = length >= fewest + 2 || (length >= fewest && before(look, at, bitOf.phone, 8) > 0);
    if (isPhone) found(startOf(tokens, at), endOf(tokens, last), 'phone', 0.75);
    else if (length <= 4) house(look, at, last, found);
    past = last;
  }
}

const isCounting = ({ tokens }: Look, at: number): boolean => (traitsAt(tokens, at) & isNumberWord) !== 0;

/** The last token of a row of numbers in words; small words count when another number follows. */
function runEnd(look: Look, at: number): number {
  const { tokens } = look;
  let last = at;
  for (let each = at + 1; each < tokens.count && each - last <= 2 && gapAt(tokens, each) === 0; each += 1) {
    if (isCounting(look, each)) last = each;
    else if (!between.has(wordAt(tokens, each)) && !(isNumberAt(tokens, each) && endOf(tokens, each) - startOf(tokens, each) < 5)) break;
  }
  return last;
}

/** A street that somebody says to live in, with its number behind or before it. */
function house(look: Look, from: number, to: number, found: Found): void {
  const { tokens } = look;
  for (let back = 1; back <= 5 && from - back >= 0 && gapAt(tokens, from - back + 1) === 0; back += 1) {
    const at = from - back;
    const isStreet = has(look, at, bitOf.streetword) || has(look, at, bitOf.streetafter) || endsAsStreet(wordAt(tokens, at));
    if (!isStreet || before(look, at, bitOf.addresscue, 5) === 0) continue;
    found(startOf(tokens, at), endOf(tokens, placeEnd(look, to)), 'address', 0.7);
    return;
  }
  for (let ahead = 1; ahead <= 3 && gapAt(tokens, to + ahead) === 0; ahead += 1) {
    const at = to + ahead;
    const isStreet = (ahead === 1 && has(look, at, bitOf.streetword)) || (ahead > 1 && has(look, at, bitOf.streetafter));
    if (!isStreet || before(look, from, bitOf.addresscue, 5) === 0) continue;
    const end = ahead > 1 ? at : Math.min(at + 2, tokens.count - 1);
    found(startOf(tokens, from), endOf(tokens, placeEnd(look, end)), 'address', 0.7);
    return;
  }
}

function placeEnd(look: Look, last: number): number {
  const { tokens } = look;
  const isThere = prepositions.has(wordAt(tokens, last + 1)) && gapAt(tokens, last + 1) === 0 && gapAt(tokens, last + 2) === 0;
  const next = isThere ? last + 2 : last + 1;
  const isTown =
    next < tokens.count &&
    gapAt(tokens, next) === 0 &&
    !isNumberAt(tokens, next) &&
    (has(look, next, bitOf.town) || (isThere && !has(look, next, bitOf.stop)));
  return isTown ? next : last;
}
