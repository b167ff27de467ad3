// Postal addresses: a street with its number, the way each language says it, and with it the rest of the address: flat, postcode, town. A postcode with a
// town that is known, or behind a word for address, counts by itself.
import type { Found } from '../found.ts';
import { bitOf, endsAsStreet } from '../lexicon.ts';
import { before, has, type Look, speaks } from '../look.ts';
import { digitsAmong, endOf, gapAt, isCapital, isNumberAt, line, paragraph, sentence, startOf, wordAt } from '../tokens.ts';
import { little, namedOnly, placeAt, townEnd } from './place.ts';

const longestName = 5;

export function addresses(look: Look, found: Found): void {
  const { tokens } = look;
  let past = -1;
  for (let at = 0; at < tokens.count; at += 1) {
    if (at <= past || (digitsAmong(tokens, at, at + 4) === 0 && !has(look, at, streetish | bitOf.streetword))) continue;
    const street = streetAt(look, at);
    if (street) {
      const last = restOf(look, street.last);
      found(startOf(tokens, street.first), endOf(tokens, last), 'address', 0.88);
      past = last;
      continue;
    }
    const plain = namedOnly(look, at);
    if (plain > 0) {
      found(startOf(tokens, at), endOf(tokens, plain), 'address', 0.75);
      past = plain;
      continue;
    }
    const place = placeAt(look, at);
    if (place > 0) {
      found(startOf(tokens, at), endOf(tokens, place), 'address', 0.7);
      past = place;
    }
  }
}

const streetish = bitOf.streetafter | bitOf.streetbefore;

type Street = { readonly first: number; readonly last: number };

function streetAt(look: Look, at: number): Street | undefined {
  const { tokens } = look;
  if (isNumberAt(tokens, at)) return numberFirst(look, at);
  if (has(look, at, bitOf.streetword)) return wordFirst(look, at);
  if (!has(look, at, streetish) && !isNumberNear(look, at)) return undefined;
  const word = wordAt(tokens, at);
  const isMade = (speaks(look, at, 'de') || speaks(look, at, 'nl')) && isNumberNear(look, at) && endsAsStreet(word);
  if (isMade) return closed(look, isCapitalPair(look, at) ? at - 1 : at, at);
  if (
    has(look, at, bitOf.streetafter) &&
    (isCapital(tokens, at - 1) || before(look, at - 1, bitOf.addresscue, 4) > 0) &&
    gapAt(tokens, at) === 0 &&
    (speaks(look, at, 'de') || speaks(look, at, 'nl'))
  )
    return closed(look, nameStart(look, at - 1), at);
  const isFirst = has(look, at, bitOf.streetbefore) && !has(look, at + 1, bitOf.streetbefore);
  if (isFirst && isCapital(tokens, at + 1) && gapAt(tokens, at + 1) === 0) {
    if (endsAsStreet(wordAt(tokens, at + 1)) && !isCapital(tokens, at)) return undefined;
    const last = isCapital(tokens, at + 2) && gapAt(tokens, at + 2) === 0 ? at + 2 : at + 1;
    const isNamed = isCapital(tokens, at) || before(look, at, bitOf.addresscue, 5) > 0 || placeAt(look, last + 2) > 0;
    let first = at;
    while (has(look, first - 1, bitOf.streetbefore) && !has(look, first - 1, bitOf.addresscue) && gapAt(tokens, first) === 0) first -= 1;
    return isNamed ? closed(look, first, last) : undefined;
  }
  return undefined;
}

const isNumberNear = ({ tokens }: Look, at: number) => isNumberAt(tokens, at + 1) || isNumberAt(tokens, at + 2);
const isCapitalPair = ({ tokens }: Look, at: number) =>
  isCapital(tokens, at - 1) &&
  gapAt(tokens, at) === 0 &&
  /^[- ]$/.test(tokens.text.slice(endOf(tokens, at - 1), startOf(tokens, at))) &&
  /^(alte|neue|grosse|kleine|lange|kurze|obere|untere|alter|neuer|oude|nieuwe|grote|korte|[a-z]{2,}(er|sche))$/.test(
    wordAt(tokens, at - 1),
  );

/** "Berliner Straße", "Karl-Marx-Allee", "Prof. Lorentzlaan": capitals that are tied to the word for street. */
function nameStart({ tokens }: Look, at: number): number {
  let first = at;
  while (
    at - first < 3 &&
    isCapital(tokens, first - 1) &&
    gapAt(tokens, first) === 0 &&
    tokens.text.slice(endOf(tokens, first - 1), startOf(tokens, first)) === '-'
  )
    first -= 1;
  return first;
}

/** A street by its name, closed by a number: "Hauptstr. 5b", "Prinsengracht 12-III". */
function closed({ tokens }: Look, first: number, at: number): Street | undefined {
  const next = wordAt(tokens, at + 1) === 'nr' || wordAt(tokens, at + 1) === 'no' ? at + 2 : at + 1;
  if (
    !isNumberAt(tokens, next) ||
    wordAt(tokens, next).length > 4 ||
    gapAt(tokens, next) > sentence ||
    !/^[ .,:]{0,3}$/.test(tokens.text.slice(endOf(tokens, next - 1), startOf(tokens, next))) ||
    (/^(?:im|in|am)$/.test(wordAt(tokens, first)) && /^(?:19|20)\d{2}$/.test(wordAt(tokens, next))) // "im Winter 2024"
  )
    return undefined;
  return { first, last: houseNumber(tokens, next) };
}

/** "rue de la Paix 12", "12 bis rue …", "ul. Długa 4/7": the word for street, a name, and a number before or behind. */
function wordFirst(look: Look, at: number): Street | undefined {
  const { tokens } = look;
  const { text } = tokens;
  let last = at;
  let capitals = 0;
  while (last - at < longestName + 2 && last + 1 < tokens.count && gapAt(tokens, last + 1) <= sentence && !isNumberAt(tokens, last + 1)) {
    const word = wordAt(tokens, last + 1);
    if (!/^(\.? ?|[-'’ /ºª]{1,2}|\. ?)$/.test(text.slice(endOf(tokens, last), startOf(tokens, last + 1)))) break;
    if (isCapital(tokens, last + 1) && !has(look, last + 1, bitOf.unit)) capitals += 1;
    else if (
      !little.has(word) &&
      !has(look, last + 1, bitOf.streetword) &&
      !(before(look, at, bitOf.addresscue, 4) > 0 && !has(look, last + 1, bitOf.stop))
    )
      break;
    last += 1;
  }
  while (last > at && little.has(wordAt(tokens, last))) last -= 1;
  const ahead = text.slice(endOf(tokens, last), endOf(tokens, last) + 12);
  const joint = /^,? ?(?:n[º°.ro]{0,3}|num\.?|nr\.?|km)? ?(?=\d)/iu.exec(ahead)?.[0];
  const numbered = joint === undefined ? -1 : tokenFrom(look, last + 1, endOf(tokens, last) + joint.length);
  if (numbered > 0 && (capitals > 0 || before(look, at, bitOf.addresscue, 4) > 0) && wordAt(tokens, numbered).length <= 4)
    return { first: at, last: houseNumber(tokens, numbered) };
  const front =
    has(look, at - 1, bitOf.unit) && isNumberAt(tokens, at - 2)
      ? at - 2
      : /^[a-d]$/.test(wordAt(tokens, at - 1)) && isNumberAt(tokens, at - 2)
        ? at - 2
        : at - 1;
  const isFront =
    isNumberAt(tokens, front) &&
    wordAt(tokens, front).length <= 4 &&
    last > at &&
    gapAt(tokens, at) === 0 &&
    /^,? ?$/.test(text.slice(endOf(tokens, front), startOf(tokens, front + 1)));
  if (isFront && speaks(look, at, 'fr')) return { first: front, last };
  return capitals > 0 &&
    last > at &&
    wordAt(tokens, at).length > 2 &&
    (before(look, at, bitOf.addresscue, 4) > 0 || placeAt(look, last + 1) > 0)
    ? { first: at, last }
    : undefined;
}

function tokenFrom({ tokens }: Look, at: number, offset: number): number {
  for (let each = at; each < at + 3; each += 1) if (startOf(tokens, each) === offset) return each;
  return -1;
}

/** "12 Elm Street", "Flat 3, 221b Baker St": the number, one to four names, and the word for street. */
function numberFirst(look: Look, at: number): Street | undefined {
  const { tokens } = look;
  if (!speaks(look, at, 'en') || wordAt(tokens, at).length > 5 || /[\d#.,/£$€-]/.test(tokens.text.charAt(startOf(tokens, at) - 1)))
    return undefined;
  const isSaid = before(look, at, bitOf.addresscue, 5) > 0;
  let word = at + 1;
  if (/^[a-f]$/.test(wordAt(tokens, word))) word += 1;
  for (let names = 0; names < 4 && gapAt(tokens, word) <= sentence; names += 1, word += 1) {
    if (isNumberAt(tokens, word) || !/^[ .'’,-]{0,2}$/.test(tokens.text.slice(endOf(tokens, word - 1), startOf(tokens, word))))
      return undefined;
    if (names > 0 && has(look, word, bitOf.streetafter) && !(has(look, word + 1, bitOf.streetafter) && isCapital(tokens, word + 1))) {
      const isShown = isCapital(tokens, word - 1) || isSaid;
      return isShown ? { first: unitBefore(look, at), last: word } : undefined;
    }
    if (!isCapital(tokens, word) && !isSaid && !little.has(wordAt(tokens, word)) && !has(look, word, bitOf.streetafter)) return undefined;
  }
  return undefined;
}

/** "Flat 3," and "Apt 4B" in front. */
function unitBefore(look: Look, at: number): number {
  const { tokens } = look;
  if (isNumberAt(tokens, at - 1) && has(look, at - 2, bitOf.unit) && gapAt(tokens, at) < paragraph) return at - 2;
  return at;
}

/** 12, 12b, 12-14, 4/7, 4 m. 7. */
function houseNumber(tokens: Look['tokens'], at: number): number {
  const { text } = tokens;
  let last = at;
  if (
    /^[a-z]$/.test(wordAt(tokens, last + 1)) &&
    /^[ -]?$/.test(text.slice(endOf(tokens, last), startOf(tokens, last + 1))) &&
    (startOf(tokens, last + 1) === endOf(tokens, last) || /^[b-d]$/.test(wordAt(tokens, last + 1)))
  )
    last += 1;
  if (
    isNumberAt(tokens, last + 1) &&
    /^ ?[-–/] ?$/.test(text.slice(endOf(tokens, last), startOf(tokens, last + 1))) &&
    wordAt(tokens, last + 1).length <= 4
  )
    last += 1;
  return last;
}

/** Flat, postcode and town that follow on the same or the next line. */
function restOf(look: Look, from: number): number {
  const { tokens } = look;
  let last = from;
  for (let step = 0; step < 4 && last + 1 < tokens.count; step += 1) {
    const joint = tokens.text.slice(endOf(tokens, last), startOf(tokens, last + 1));
    if (!/^[\s,.\-–/|(;:ºª°]{0,5}$/.test(joint) || gapAt(tokens, last + 1) >= paragraph) break;
    const place = placeAt(look, last + 1, true);
    if (place > 0) return place;
    const far = farPlace(look, last + 1);
    if (far > 0) return far;
    const isFloor =
      isNumberAt(tokens, last + 1) &&
      /^[ºª°.]/.test(tokens.text.slice(endOf(tokens, last + 1), endOf(tokens, last + 1) + 1)) &&
      wordAt(tokens, last + 1).length < 3;
    if (isFloor) {
      last += /^[ao]$/.test(wordAt(tokens, last + 2)) ? 2 : 1;
      continue;
    }
    const isUnit =
      has(look, last + 1, bitOf.unit) ||
      (/^\d{1,3}$/.test(wordAt(tokens, last + 1)) && has(look, last + 2, bitOf.unit)) ||
      (step > 0 && /^(\d{1,3}|[a-z])$/.test(wordAt(tokens, last + 1)));
    if (!isUnit || gapAt(tokens, last + 1) > sentence) {
      const isTown =
        has(look, last + 1, bitOf.town) &&
        (isCapital(tokens, last + 1) || before(look, last, bitOf.addresscue, 8) > 0) &&
        gapAt(tokens, last + 1) <= 2;
      if (!isTown) return last;
      const town = townEnd(look, last + 1);
      const code = /^[, \n]{1,3}$/.test(tokens.text.slice(endOf(tokens, town), startOf(tokens, town + 1)))
        ? placeAt(look, town + 1, true)
        : -1;
      return code > 0 ? code : town;
    }
    last += /^\d/.test(wordAt(tokens, last + 1)) && has(look, last + 2, bitOf.unit) ? 2 : 1;
  }
  return last;
}

/** A town of up to three capitals that only its postcode shows to be one: "Otley LS21 3HX". */
function farPlace(look: Look, at: number): number {
  const { tokens } = look;
  for (let each = at; each < at + 3 && isCapital(tokens, each); each += 1) {
    if (gapAt(tokens, each + 1) > line || !/^[ ,\n]{1,2}$/.test(tokens.text.slice(endOf(tokens, each), startOf(tokens, each + 1))))
      return -1;
    const place = placeAt(look, each + 1, true);
    if (place > 0) return place;
  }
  return -1;
}
