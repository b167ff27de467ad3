// Dates of birth: a date, in figures or words, that is announced as one ("geb.", "née le", "DOB"), or that has its announcement just behind it.
import type { Found } from '../found.ts';
import { bitOf, monthOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { isMonth, isNumberWord, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, isNumberAt, line, none, paragraph, startOf, wordAt } from '../tokens.ts';

const joint = /^[ \u00a0]?[./\-–,'\u00a0 ][ \u00a0]?$/;
const ordinals = new Set(['st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'del', 'the', 'ter', 'e', 'ste', 'o', 'a', 'roku']);
const reach = 7;

export function births(look: Look, found: Found): void {
  const { tokens } = look;
  let past = -1;
  for (const at of look.dates) {
    if (at <= past) continue;
    const last = dateEnd(look, at);
    if (last < 0) {
      if (!isNumberAt(tokens, at)) dictated(look, at, found);
      continue;
    }
    const cue = before(look, at, bitOf.birth, reach);
    const isStarred = /\*\s?$/.test(tokens.text.slice(Math.max(0, startOf(tokens, at) - 2), startOf(tokens, at)));
    const isBehind = [1, 2].some(
      (ahead) =>
        has(look, last + ahead, bitOf.birth) &&
        !has(look, last + ahead + 1, bitOf.birth) &&
        /^[ (,]*$/.test(tokens.text.slice(endOf(tokens, last), startOf(tokens, last + 1))) &&
        wordAt(tokens, last + ahead) !== 'geb',
    );
    const against = before(look, at, bitOf.other, reach);
    if ((cue > 0 && (against === 0 || cue < against)) || isStarred) found(startOf(tokens, at), endOf(tokens, last), 'birth-date', 0.93);
    else if (isBehind || isCellOfPerson(tokens.text, startOf(tokens, at), endOf(tokens, last)))
      found(startOf(tokens, at), endOf(tokens, last), 'birth-date', 0.7);
    past = last;
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
    const isMonthName = (traitsAt(tokens, each) & isMonth) !== 0;
    if (!isNumberAt(tokens, each) && !isMonthName && !ordinals.has(word)) break;
    if (each > at && !/^[ \u00a0]?[./\-–,' ]{0,3}$/.test(tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each)))) break;
    if (isNumberAt(tokens, each)) {
      if (word.length > 4) return parts.length === 0 && isRun(word) ? each : -1;
      if (parts.length > 0 && !isNamed && !joint.test(tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each)))) break;
      parts.push(Number(word));
      last = each;
    } else if (isMonthName && !isNamed) {
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

const saidOrdinal =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\p{L}{3,5}teenth|twentieth|thirtieth|(?:ers|zwei|drit|vier|funf|sechs|sieb|siebent|ach|neun|zehn|elf|zwolf|\p{L}{3,6}zehn|\p{L}{3,12}s)te[nr]?|premier|primero|primo|primeiro|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\p{L}{4,6}tiende|\p{L}{4,14}tigste|(?:pierwsz|drug|trzec|czwart|piat|szost|siodm|osm|dziewiat|dziesiat|\p{L}{3,10}nast|dwudziest|trzydziest|czterdziest|\p{L}{4,10}dziesiat|tysiac|setn)\p{L}{0,4}|(?:neunzehnhundert|negentienhonderd|zweitausend|tweeduizend|millenovecento|duemila)\p{L}*|nove?cient[ao]s|novecent[ao]s|dziewiecset|tausend)$/u;
const saidBetween = new Set('of the and de del di van et y e i und en mil mille thousand tausend duizend zweitausend roku'.split(' '));
const saidReach = 16;

/** "The ninth of august nineteen seventy one", when the words for a birth stand before it, also in what somebody else asked on the line above. */
function dictated(look: Look, month: number, found: Found): void {
  const { tokens } = look;
  const isSaid = (at: number) =>
    at >= 0 &&
    at < tokens.count &&
    ((traitsAt(tokens, at) & isNumberWord) !== 0 || saidOrdinal.test(wordAt(tokens, at)) || isNumberAt(tokens, at));
  let first = month;
  while (month - first < 5 && gapAt(tokens, first) === none && (isSaid(first - 1) || saidBetween.has(wordAt(tokens, first - 1))))
    first -= 1;
  let last = month;
  for (let each = month + 1; each <= month + 8 && gapAt(tokens, each) === none && each < tokens.count; each += 1)
    if (isSaid(each)) last = each;
    else if (!saidBetween.has(wordAt(tokens, each))) break;
  if (last === month || (first === month && last === month + 1)) return;
  while (wordAt(tokens, first) === 'e' || wordAt(tokens, first) === 'i' || wordAt(tokens, first) === 'y') first += 1;
  for (let back = first - 1, lines = 0; back >= 0 && first - back <= saidReach && lines < 2; back -= 1) {
    if (has(look, back, bitOf.birth)) {
      found(startOf(tokens, first), endOf(tokens, last), 'birth-date', 0.75);
      return;
    }
    if (has(look, back, bitOf.other) || gapAt(tokens, back) === paragraph) return;
    if (gapAt(tokens, back) === line) lines += 1;
  }
}

/** A date of long ago that fills a quoted cell of a row in which an address of mail stands: "…','1994-02-27','ada@example.com'". */
function isCellOfPerson(text: string, start: number, end: number): boolean {
  const quote = text.charAt(start - 1);
  if ((quote !== '"' && quote !== "'") || text.charAt(end) !== quote || !/(?:19[2-9]\d|200\d)/.test(text.slice(start, end))) return false;
  if (!/[,;\t|(] ?$/.test(text.slice(Math.max(0, start - 3), start - 1)) || !/^ ?[,;\t|)\n]|^$/.test(text.slice(end + 1, end + 3)))
    return false;
  const from = Math.max(0, text.lastIndexOf('\n', start), start - widestRow);
  const to = text.indexOf('\n', end);
  return text.slice(from, Math.min(to < 0 ? text.length : to, end + widestRow)).includes('@');
}
const widestRow = 400;

/** 12031980, 19800312 */
const isRun = (word: string) =>
  word.length === 8 && (isYear(Number(word.slice(4))) || (isYear(Number(word.slice(0, 4))) && Number(word.slice(4, 6)) <= 12));
const isYear = (year: number) => year >= 1890 && year <= 2035;
