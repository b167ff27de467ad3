// Names that nothing announces: a first name with another capital behind it, or one that many bear and that is no other word, also written small. Goods, places
// and brands are called by first names too, so what stands around decides.
import { bitOf, everyLanguage } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look, speaks } from '../look.ts';
import { endOf, gapAt, isCapital, isNumberAt, line, none, startOf, wordAt } from '../tokens.ts';
import { extent, isNamed, isShouted, isTied, smallExtent } from './extent.ts';
import { endsAsFamily, isCommon, isDeclined, isFirst, isLast, isParticle, isPlainWord, isSaint, isWord, traitsAt } from './lists.ts';

const nameless = bitOf.notname | bitOf.town | bitOf.stop;
/** Words behind which a first name is that of goods, a place or a house, beside those of the lexicon. */
const goods = bitOf.goods | bitOf.ware | bitOf.streetword;

/** The last token of a name that begins here by the lists alone; -1 otherwise. */
export function listedAt(look: Look, at: number): number {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  if ((traits & (isFirst | isLast)) === 0) return introducesFamily(look, at);
  if (isTied(tokens, at)) return -1;
  if (!isCapital(tokens, at)) return smallListed(look, at, traits);
  if (withArticle(look, at, traits)) return extent(look, at, false);
  if (has(look, at, nameless) || (traits & isSaint) !== 0) return -1;
  if ((traits & isFirst) === 0) return familyFirst(look, at);
  const word = wordAt(tokens, at);
  if (has(look, at, bitOf.ware) && !isCapital(tokens, at + 1)) return -1;
  if (word.length < 3 && (traits & isCommon) === 0) return -1;
  const end = extent(look, at, false);
  const opensLine = (at === 0 || gapAt(tokens, at) >= line) && tokens.text.charAt(endOf(tokens, end)) === ':';
  if (opensLine && (traits & isWord) === 0) return end; // "Anna: hi"
  if (end === at && word.length < 5 && isShouted(tokens, at)) return -1;
  const isOther = (traits & isWord) !== 0;
  if (end > at) {
    const isFamily = (traitsAt(tokens, end) & isLast) !== 0 || endsAsFamily(wordAt(tokens, end));
    return (isOther && !isFamily) || isOfGoods(look, at, end) ? -1 : end;
  }
  if (isOther || (word.length < 4 && (traits & isCommon) === 0)) return -1;
  const isSure = (traits & isCommon) !== 0 || isAmidSentence(look, at);
  return isSure && !isOfGoods(look, at, end) ? at : -1;
}

/** "O Salvador", "com a Vitória": in Portuguese a name has an article, and a town mostly has none. */
const withArticle = (look: Look, at: number, traits: number) =>
  (traits & isCommon) !== 0 &&
  speaks(look, at, 'pt') &&
  look.spoken[at] !== everyLanguage &&
  gapAt(look.tokens, at) === none &&
  /^(?:o|ao|do|pelo)$/.test(wordAt(look.tokens, at - 1)) &&
  look.tokens.text.charAt(endOf(look.tokens, at - 1)) === ' ' &&
  !has(look, at, bitOf.ware) &&
  !has(look, at, bitOf.stop) &&
  !isOfGoods(look, at, at);

/** A first name amid a sentence that no list knows to be frequent: in German nouns have capitals too, so that elsewhere only. */
const isAmidSentence = (look: Look, at: number) =>
  at > 0 &&
  gapAt(look.tokens, at) === none &&
  !isCapital(look.tokens, at - 1) &&
  !isNumberAt(look.tokens, at - 1) &&
  /^[\s,(]+$/.test(look.tokens.text.slice(endOf(look.tokens, at - 1), startOf(look.tokens, at))) &&
  (!hasCapitalNouns(look, at) ||
    /^ (?:und|von|bei|mit) $/.test(look.tokens.text.slice(Math.max(0, startOf(look.tokens, at) - 5), startOf(look.tokens, at)))) &&
  wordAt(look.tokens, at).length > 3;

/** What no list knows: an initial before a family name, a declined Polish name, or two capitals of which the second ends as families do. */
function introducesFamily(look: Look, at: number): number {
  const { tokens } = look;
  if (!isCapital(tokens, at) || has(look, at, nameless)) return -1;
  const length = endOf(tokens, at) - startOf(tokens, at);
  if (length === 1) return tokens.text.charAt(endOf(tokens, at)) === '.' && !isTied(tokens, at) ? initials(look, at) : -1;
  if (length < 4) return -1;
  const word = wordAt(tokens, at);
  if (speaks(look, at, 'pl') && (traitsAt(tokens, at) & isWord) === 0 && gapAt(tokens, at) === none && at > 0 && isDeclined(word)) {
    const end = extent(look, at, false);
    return isOfGoods(look, at, end) ? -1 : end;
  }
  const isPair = isCapital(tokens, at + 1) && (traitsAt(tokens, at) & isWord) === 0 && endsAsFamily(wordAt(tokens, at + 1));
  if (!isPair || tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)) !== ' ') return -1;
  return (traitsAt(tokens, at + 1) & isWord) === 0 && !has(look, at + 1, bitOf.town) && !isOfGoods(look, at, at + 1) ? at + 1 : -1;
}

/** "GUILLOU Erwan", "De Jong, Pieter" in lists: a family name in capitals throughout before a first name. */
function familyFirst(look: Look, at: number): number {
  const { tokens } = look;
  const written = tokens.text.slice(startOf(tokens, at), endOf(tokens, at));
  const isFamily = written.length > 2 && written === written.toUpperCase() && (traitsAt(tokens, at) & isWord) === 0;
  const isNext = isCapital(tokens, at + 1) && isNamed(look, at + 1) && (traitsAt(tokens, at + 1) & isFirst) !== 0;
  return isFamily && isNext && tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)) === ' ' ? at + 1 : -1;
}

function initials(look: Look, at: number): number {
  const end = extent(look, at, false);
  const traits = traitsAt(look.tokens, end);
  if (end > at && isNamed(look, end) && (traits & isLast) !== 0) return end;
  // "o P. Seixas": amid a sentence, where nouns are small, what follows an initial is a family whether a list knows it or not.
  const isFamily = end === at + 1 && (traits & isWord) === 0 && wordAt(look.tokens, end).length > 3 && !has(look, end, nameless | goods);
  const isAmid = at > 0 && gapAt(look.tokens, at) === none && !isCapital(look.tokens, at - 1) && !isNumberAt(look.tokens, at - 1);
  return isFamily && isAmid && !hasCapitalNouns(look, at) && !isOfGoods(look, at, end) ? end : -1;
}

/** Written small: a first and a family name side by side, or a first name that many bear and that is long enough to be nothing else. */
function smallListed(look: Look, at: number, traits: number): number {
  const { tokens } = look;
  if ((traits & isPlainWord) !== 0 || (traits & isFirst) === 0 || wordAt(tokens, at).length < 4 || has(look, at, bitOf.stop)) return -1;
  const end = smallExtent(look, at);
  const isPair = end > at && (traitsAt(tokens, end) & (isLast | isParticle)) !== 0;
  if (!isPair && ((traits & isCommon) === 0 || wordAt(tokens, at).length < 5)) return -1;
  return isOfGoods(look, at, end) ? -1 : end;
}

/** Whether a name that nothing announces is that of goods ("Kleid Marta"), of a place or a brand, or stands in a line of a receipt. */
function isOfGoods(look: Look, at: number, end: number): boolean {
  const { tokens } = look;
  const { text } = tokens;
  const lead = text.slice(Math.max(0, startOf(tokens, at) - 3), startOf(tokens, at));
  const behind = text.slice(endOf(tokens, end), endOf(tokens, end) + 3);
  if (/["„“”«»']\s?$/.test(lead) && /^\s?["“”»«']/.test(behind)) return true;
  if (/[&+]\s?$/.test(lead) || /^\s?[&+]/.test(behind)) return true;
  if ((traitsAt(tokens, at - 1) & isSaint) !== 0 && gapAt(tokens, at) === none && !/[.,;:]/.test(lead.trim().slice(-1))) return true;
  if (isGoodsAt(look, at, 1) || isGoodsAt(look, at, 2)) return true;
  if (gapAt(tokens, end + 1) === none && has(look, end + 1, bitOf.ware) && /^ \p{Ll}/u.test(behind)) return true;
  return (end === at && isOnTheWay(look, at)) || isItem(look, at, end);
}

const towards = new Set('von nach in aus from to at via de a en da do van naar te w z ze no na em para'.split(' '));
const onTheWay = new Set(
  'unterwegs onderweg viaggio transito transit drodze sortownia sortowni sorteercentrum verteilzentrum salio saiu departed dispatched'.split(
    ' ',
  ),
);
/** "Salió de Guadalupe", "onderweg naar …": a place that a parcel passes. */
export function isOnTheWay({ tokens }: Look, at: number): boolean {
  if (!towards.has(wordAt(tokens, at - 1))) return false;
  for (let back = 2; back <= 8 && gapAt(tokens, at - back + 1) < line; back += 1) if (onTheWay.has(wordAt(tokens, at - back))) return true;
  return false;
}

/** Goods one or two words before, in the same breath. */
function isGoodsAt(look: Look, at: number, back: number): boolean {
  const { tokens } = look;
  if (at - back < 0 || !has(look, at - back, goods) || has(look, at - back, bitOf.kin | bitOf.title)) return false;
  return gapAt(tokens, at) === none && !/[,.;:!?()\n]/.test(tokens.text.slice(endOf(tokens, at - back), startOf(tokens, at)));
}

const price = /\d[.,]\d{2}(?!\d)|[€£$]|\b(?:eur|zł|zl|pln|gbp|usd)\b/i;
const widest = 12;

/** A line of a receipt or a list of goods: it begins with how many, or has a price in it, and no word that a sentence is made with. */
export function isItem(look: Look, at: number, end: number): boolean {
  const { tokens } = look;
  let from = at;
  while (from > 0 && gapAt(tokens, from) < line && at - from <= widest) from -= 1;
  let to = end;
  while (to + 1 < tokens.count && gapAt(tokens, to + 1) < line && to - end <= widest) to += 1;
  if (at - from > widest || to - end > widest) return false;
  for (let each = from; each <= to; each += 1) if (has(look, each, bitOf.stop | bitOf.iam | bitOf.kin)) return false;
  const written = tokens.text.slice(startOf(tokens, from), endOf(tokens, to) + 2);
  return /^\d{1,3} ?[x×*] ?\p{L}/iu.test(written) || (price.test(written) && !/@/.test(written));
}
