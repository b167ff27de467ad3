// Who speaks, in a conversation that somebody pasted: "[12/10/2025, 21:05] Summer: no!!", "Asia: nonno chiama", and passengers as airlines write them.
import { bitOf } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look } from '../look.ts';
import { endOf, gapAt, isCapital, line, startOf, wordAt } from '../tokens.ts';
import { extent } from './extent.ts';
import { isFirst, isLast, isPlainWord, isWord, traitsAt } from './lists.ts';

const nameless = bitOf.notname | bitOf.kin | bitOf.goods | bitOf.other | bitOf.stop | bitOf.greet;
const stamped = /^[^\S\n]*(?=.*\d[:.]\d\d)\[?[\d:.,/ \u202fapmAPM–-]{4,26}\]?[ –-]{1,3}$/;
const widestStamp = 34;
const widestName = 40;

/** The last token of the name of one who speaks, that begins at `at` and ends with a colon; -1 otherwise. */
export function speaks(look: Look, at: number): number {
  const { tokens } = look;
  const { text } = tokens;
  const lead = text.charCodeAt(startOf(tokens, at) - 2);
  const mayOpen =
    at === 0 || gapAt(tokens, at) >= line || lead === 0x5d || lead === 0x2d || lead === 0x2013 || lead === 0x6d || lead === 0x4d;
  if (!mayOpen || !text.slice(endOf(tokens, at), endOf(tokens, at) + widestName).includes(':')) return -1;
  if (!isCapital(tokens, at) || has(look, at, bitOf.kin | bitOf.greet | bitOf.stop)) return -1;
  const end = extent(look, at, true);
  if (!/^ ?:(?:\s|$)/.test(text.slice(endOf(tokens, end), endOf(tokens, end) + 3))) return -1;
  const begin = text.lastIndexOf('\n', startOf(tokens, at) - 1) + 1;
  const traits = traitsAt(tokens, at);
  if (startOf(tokens, at) - begin <= widestStamp && stamped.test(text.slice(begin, startOf(tokens, at)))) {
    const isUnknown =
      (traits & isPlainWord) === 0 && !has(look, at, nameless) && !hasCapitalNouns(look, at) && wordAt(tokens, at).length > 2;
    return (traits & (isFirst | isLast)) !== 0 || isUnknown ? end : -1;
  }
  const isLineStart = at === 0 || gapAt(tokens, at) >= line;
  if (!isLineStart || (traits & isFirst) === 0 || ((traits & isWord) !== 0 && hasCapitalNouns(look, at))) return -1;
  return text.split(`\n${text.slice(startOf(tokens, at), endOf(tokens, end))}:`, 3).length > (begin === 0 ? 1 : 2) ? end : -1;
}

/** "DOE/ADA MRS", "PAX 2 REED/BORIS CHD": a family name, a stroke, a first name. */
export function boards(look: Look, at: number): number {
  const { tokens } = look;
  const { text } = tokens;
  if (text.charAt(endOf(tokens, at)) !== '/' || startOf(tokens, at + 1) !== endOf(tokens, at) + 1) return -1;
  const written = text.slice(startOf(tokens, at), endOf(tokens, at + 1));
  if (!/^\p{Lu}{2,}\/\p{Lu}{2,}$/u.test(written)) return -1;
  const isTitled = /^ ?(?:MRS?|MS|MISS|MSTR|CHD|INF|DR)(?![\p{L}\d])/u.test(text.slice(endOf(tokens, at + 1), endOf(tokens, at + 1) + 6));
  return isTitled || /PAX ?\d{0,2}[ :.]{1,2}$/i.test(text.slice(Math.max(0, startOf(tokens, at) - 8), startOf(tokens, at))) ? at + 1 : -1;
}
