// Plates of vehicles: by a country's shape alone where no article number has it, otherwise only beside a word for plates or cars.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, has, type Look, languageBit } from '../look.ts';
import { endOf, isNumberAt, standsFree, startOf, wordAt } from '../tokens.ts';

type Shape = { readonly language: number; readonly pattern: RegExp; readonly isPlain: boolean };
const tail = '(?![\\p{L}\\d-])';
const shape = (language: string, source: string, isPlain = false): Shape => ({
  language: languageBit(language),
  pattern: new RegExp(`(?:${source})${tail}`, 'uy'),
  isPlain,
});
/** `isPlain` shapes stand by themselves in texts of their language; the others need a word that announces them. */
const shapes: readonly Shape[] = [
  shape('fr', '[A-HJ-NP-TV-Z]{2}-\\d{3}-[A-HJ-NP-TV-Z]{2}', true),
  shape('de', '[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \\d{1,4}[EH]?', true),
  shape('en', '[A-Z]{2}\\d{2} [A-Z]{3}', true),
  shape('en', '[A-Z]{2} ?\\d{2} ?[A-Z]{3}'),
  shape('de', '[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\\d{1,4}[EH]?'),
  shape('es', '\\d{4}[ -][BCDFGHJ-NPR-TV-Z]{3}', true),
  shape('it', '[A-HJ-NPR-TV-Z]{2} \\d{3} [A-HJ-NPR-TV-Z]{2}', true),
  shape(
    'nl',
    '(?:[A-Z]{2}-\\d{3}-[A-Z]|[A-Z]-\\d{3}-[A-Z]{2}|\\d{2}-[A-Z]{3}-\\d|\\d-[A-Z]{3}-\\d{2}|\\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{2}-\\d{2}-[A-Z]{2}|[A-Z]{3}-\\d{2}-[A-Z]|\\d-[A-Z]{3}-\\d{3})',
    true,
  ),
  shape('en', '(?:1[3-9]1|1[3-9]2|2\\d[12])-[A-Z]{1,2}-\\d{1,6}', true), // IE
  shape('es', '[A-Z]{1,2}-\\d{4}-[A-Z]{1,2}', true),
  shape('pt', '(?:[A-Z]{2} \\d{2} [A-Z]{2}|\\d{2} \\d{2} [A-Z]{2}|\\d{2} [A-Z]{2} \\d{2})'),
  shape('pt', '(?:\\d{2}-[A-Z]{2}-\\d{2}|[A-Z]{2}-\\d{2}-[A-Z]{2}|\\d{2}-\\d{2}-[A-Z]{2}|[A-Z]{2}-\\d{2}-\\d{2})', true),
  shape('pl', '(?:[A-Z]{2} ?\\d{4,5}[A-Z]?|[A-Z]{3} ?[A-Z0-9]{4,5}|[A-Z]{2} ?\\d[A-Z0-9]{3,4})'),
];
const announced = /(?=[\p{L}\d -]{0,12}\d)[\p{L}\d]{1,5}(?:[ ·-]?[\p{L}\d]{1,5}){1,3}/uy;
const reach = 7;
/** Behind these the name of a model may follow as well. */
const makes = new Set(
  'vw passat caddy bmw audi skoda octavia peugeot renault citroen toyota yaris volvo opel hyundai nissan mazda dacia volkswagen berlingo kangoo sprinter'.split(
    ' ',
  ),
);

export function plates(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (const at of tokens.nearNumbers) {
    const start = startOf(tokens, at);
    if (endOf(tokens, at) - start > 5) continue;
    if (!standsFree(text, start) && /[\p{L}\d_-]/u.test(text.charAt(start - 1))) continue;
    const cue = before(look, at, bitOf.plate, reach);
    if (cue === 0 && !mayStandAlone(look, at)) continue;
    const against = before(look, at, bitOf.other, 4);
    const spoken = look.spoken[at] ?? 0;
    const isAgainst = against > 0 && (cue === 0 || against < cue);
    for (const { language, pattern, isPlain } of isAgainst ? [] : shapes) {
      if (cue === 0 && !(isPlain && (spoken & language) !== 0)) continue;
      pattern.lastIndex = start;
      if (!pattern.test(text)) continue;
      found(start, pattern.lastIndex, 'plate', cue > 0 ? 0.92 : 0.7);
      break;
    }
    if (cue > 0 && cue <= 4 && against === 0 && !makes.has(wordAt(tokens, at - cue))) announce(look, at, found);
  }
}

/** What every `isPlain` shape begins with: "AB-", "AB 1", "AB12", "1234 B". */
function mayStandAlone({ tokens }: Look, at: number): boolean {
  const length = endOf(tokens, at) - startOf(tokens, at);
  const behind = tokens.text.charCodeAt(endOf(tokens, at));
  if (behind === 0x2d) return true;
  if (isNumberAt(tokens, at)) return behind === 0x20 && length === 4;
  return length === 2 && (behind === 0x20 || (behind >= 0x30 && behind <= 0x39));
}

/** Right behind the word for a plate, whatever its shape and however it is written: two kinds of characters, five to nine of them. */
function announce(look: Look, at: number, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  const start = startOf(tokens, at);
  if (has(look, at, bitOf.stop) || /^\d \p{L}/u.test(text.slice(start, start + 3))) return; // "vehicle 2"
  let end = start;
  for (let last = at; last < Math.min(at + 4, tokens.count); last += 1) {
    if (last > at && !/^[ ·-]?$/.test(text.slice(endOf(tokens, last - 1), startOf(tokens, last)))) break;
    const isWordy = !isNumberAt(tokens, last) && endOf(tokens, last) - startOf(tokens, last) > 3;
    if (
      isWordy ||
      (!isNumberAt(tokens, last) &&
        /^\s/.test(text.slice(endOf(tokens, last - 1), startOf(tokens, last))) &&
        last > at &&
        !isUpper(text, startOf(tokens, last)) &&
        !/^\s?\d/.test(text.slice(endOf(tokens, last), endOf(tokens, last) + 2)))
    )
      break;
    end = endOf(tokens, last);
  }
  const raw = text.slice(start, end).replace(/[ ·-]/g, '');
  announced.lastIndex = start;
  if (raw.length >= 5 && raw.length <= 9 && /\d/.test(raw) && /\p{L}/u.test(raw) && announced.test(text)) found(start, end, 'plate', 0.8);
}

const isUpper = (text: string, at: number) => text.charAt(at) !== text.charAt(at).toLowerCase();
