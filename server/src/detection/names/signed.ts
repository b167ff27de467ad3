// Names by which people sign: below or behind "Regards,", as the last line, behind a dash, or as a sentence of its own beside an address or a number.
import { bitOf } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look } from '../look.ts';
import { endOf, gapAt, isCapital, isNumberAt, line, sentence, startOf, wordAt } from '../tokens.ts';
import { endsLine, extent, isNamed, smallExtent } from './extent.ts';
import { endsAsFamily, isCommon, isEveryday, isFirst, isLast, isPlainWord, isTold, isWord, traitsAt } from './lists.ts';

const nameless = bitOf.notname | bitOf.greet | bitOf.stop | bitOf.bye;
const elsewhere =
  nameless |
  bitOf.title |
  bitOf.town |
  bitOf.unit |
  bitOf.streetafter |
  bitOf.streetword |
  bitOf.goods |
  bitOf.ware |
  bitOf.other |
  bitOf.kin;

/** What may stand behind who signs: a stop, a bracket, a wide gap. */
const closes = /^\s*[,.!|(;<+@-]|^\s{2}|^\s*\d/;

/** Below or behind "Regards,": one to four words that end the line, of which one is a name or all are capitals of their own. */
export function signs(look: Look, at: number, gap: number): number {
  const { tokens } = look;
  if (has(look, at, nameless)) return -1;
  const traits = traitsAt(tokens, at);
  if (!isCapital(tokens, at)) return signsSmall(look, at, gap);
  const end = extent(look, at, true);
  const isAlone = endsLine(look, end) || closes.test(tokens.text.slice(endOf(tokens, end), endOf(tokens, end) + 3));
  const isTurned = (traits & isLast) !== 0 && (traitsAt(tokens, end) & isFirst) !== 0;
  const isInitial = end > at && endOf(tokens, at) - startOf(tokens, at) === 1;
  const isKnown = (traits & isFirst) !== 0 || (traitsAt(tokens, end) & isLast) !== 0 || isTurned || isInitial;
  if (!isAlone) return isNamed(look, at) && (traits & isCommon) !== 0 ? end : -1;
  const isWordly = (traits & isEveryday) !== 0;
  if (isKnown) return isWordly && end === at && (traits & isFirst) === 0 ? -1 : end;
  return gap >= line && end > at && !isWordly ? end : -1;
}

/** "gruß kevin ach so", "saluti galli renzo": written small, a name that is no other word, or the whole of what stands there. */
function signsSmall(look: Look, at: number, gap: number): number {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  if ((traits & (isFirst | isLast)) === 0 || (traits & isTold) !== 0 || wordAt(tokens, at).length < 2) return -1;
  const end = smallExtent(look, at);
  const isAlone = endsLine(look, end) || closes.test(tokens.text.slice(endOf(tokens, end), endOf(tokens, end) + 3));
  const isOwn = (traits & isPlainWord) === 0 && wordAt(tokens, at).length > 2;
  if (isOwn && ((traits & isCommon) !== 0 || end > at)) return end;
  return isAlone && (isOwn ? (traits & isFirst) !== 0 : (traits & isFirst) !== 0 && (end > at || gap >= line)) ? end : -1;
}

/** The last line of all, when it is short: who signs without a greeting. */
export const endsText = ({ tokens }: Look, at: number) => tokens.count - at <= 3 && tokens.text.length - startOf(tokens, at) <= 40;

/** A first name behind a dash at the end of a line, or as the last sentence: "thanks — Pilar". */
export function dashed(look: Look, at: number): number {
  const { tokens } = look;
  const isBehind =
    (isDash(tokens.text, startOf(tokens, at) - 1) || isDash(tokens.text, startOf(tokens, at) - 2)) &&
    /\s[—–-]{1,2} ?$/.test(tokens.text.slice(Math.max(0, startOf(tokens, at) - 4), startOf(tokens, at)));
  if (!isBehind && !(gapAt(tokens, at) >= sentence && at + 1 === tokens.count)) return -1;
  const traits = traitsAt(tokens, at);
  if ((traits & isFirst) === 0 || (traits & isTold) !== 0 || has(look, at, nameless)) return -1;
  const end = isCapital(tokens, at) ? extent(look, at, true) : smallExtent(look, at);
  const isSmall = !isCapital(tokens, at) && (traits & isPlainWord) !== 0;
  return !isSmall && endsLine(look, end) ? end : -1;
}

const isDash = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit === 0x2d || unit === 0x2013 || unit === 0x2014;
};

const contact = /@|(?:\d[\s./()-]{0,2}){6}/;

/** Two to four capitals that are all there is between two stops, with an address of mail or a number close behind, or at the end of the text. */
export function standsAlone(look: Look, at: number): number {
  const { tokens } = look;
  if (at === 0 || gapAt(tokens, at) < sentence || !isCapital(tokens, at + 1) || has(look, at, elsewhere)) return -1;
  const end = extent(look, at, true);
  const behind = tokens.text.slice(endOf(tokens, end), endOf(tokens, end) + 40);
  if (end === at || end - at > 4 || !/^(?:\s{0,2}(?:[,(;|<\n\t—–/+\d-]|$|tel\b|\S{1,40}@)|\s{3})/i.test(behind)) return -1;
  let known = 0;
  for (let each = at; each <= end; each += 1) {
    const traits = traitsAt(tokens, each);
    if (isNumberAt(tokens, each) || has(look, each, elsewhere) || (traits & isTold) !== 0) return -1;
    if ((traits & isWord) !== 0 && (traits & (isFirst | isLast)) === 0) return -1;
    if ((traits & (isFirst | isLast)) !== 0 && (traits & isWord) === 0) known += 1;
  }
  if (known === end - at + 1 || (known > 0 && !hasCapitalNouns(look, at))) return end;
  const isClosing = tokens.count - end <= 12 || contact.test(behind);
  return isClosing && (known > 0 || endsAsFamily(wordAt(tokens, end)) || contact.test(behind)) && !has(look, at - 1, bitOf.other)
    ? end
    : -1;
}
