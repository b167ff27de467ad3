// Dates of birth: a date, in figures or words, that is announced as one ("geb.", "née le", "DOB"), or that has its announcement just behind it.
import type { Found } from '../found.ts';
import { monthOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { isMonth, traitsAt } from '../names/lists.ts';
import { endOf, isNumberAt, startOf, wordAt } from '../tokens.ts';

const joint = /^[ \u00a0]?[./\-–,'\u00a0 ][ \u00a0]?$/;
const ordinals = new Set(['st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'del', 'the', 'ter', 'e', 'ste', 'o', 'a', 'roku']);
const reach = 7;

export function births(look: Look, found: Found): void {
  const { tokens } = look;
  for (let at = 0; at < tokens.count; at += 1) {
    if (!isNumberAt(tokens, at) && (traitsAt(tokens, at) & isMonth) === 0) continue;
    const last = dateEnd(look, at);
    if (last < 0) continue;
    const cue = before(look, at, 'birth', reach);
    const isStarred = /\*\s?$/.test(tokens.text.slice(Math.max(0, startOf(tokens, at) - 2), startOf(tokens, at)));
    const isBehind = [1, 2].some(
      (ahead) =>
        has(look, last + ahead, 'birth') &&
        !has(look, last + ahead + 1, 'birth') &&
        /^[ (,]*$/.test(tokens.text.slice(endOf(tokens, last), startOf(tokens, last + 1))) &&
        wordAt(tokens, last + ahead) !== 'geb',
    );
    const against = before(look, at, 'other', reach);
    if ((cue > 0 && (against === 0 || cue < against)) || isStarred) found(startOf(tokens, at), endOf(tokens, last), 'birth-date', 0.93);
    else if (isBehind) found(startOf(tokens, at), endOf(tokens, last), 'birth-date', 0.7);
    at = last;
  }
}

/** The last token of a whole date that begins here, or -1: day, month and year in one of their orders, the year in two or four digits. */
function dateEnd(look: Look, at: number): number {
  const { tokens } = look;
  const parts: number[] = [];
  let isNamed = false;
  let last = at;
  for (let each = at; each < Math.min(at + 8, tokens.count) && parts.length < 3; each += 1) {
    const word = wordAt(tokens, each);
    if (each > at && !/^[ \u00a0]?[./\-–,' ]{0,3}$/.test(tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each)))) break;
    if (isNumberAt(tokens, each)) {
      if (word.length > 4) return parts.length === 0 && isRun(word) ? each : -1;
      if (parts.length > 0 && !isNamed && !joint.test(tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each)))) break;
      parts.push(Number(word));
      last = each;
    } else if (monthOf(word) !== undefined && !isNamed) {
      isNamed = true;
      parts.push(monthOf(word) ?? 0);
      last = each;
    } else if (!ordinals.has(word)) break;
  }
  if (parts.length !== 3) return -1;
  const [one = 0, two = 0, three = 0] = parts;
  const isFine = (day: number, month: number, year: number) =>
    day >= 1 && day <= 31 && month >= 1 && month <= 12 && (isYear(year) || year < 100);
  return isFine(one, two, three) || isFine(two, one, three) || isFine(three, two, one) ? last : -1;
}

/** 12031980, 19800312 */
const isRun = (word: string) =>
  word.length === 8 && (isYear(Number(word.slice(4))) || (isYear(Number(word.slice(0, 4))) && Number(word.slice(4, 6)) <= 12));
const isYear = (year: number) => year >= 1890 && year <= 2035;
