// What may rest of a text, and how much was found in it: nothing else is looked for and nothing else is kept (Art. 5(1)(c)). Of Art. 9 and 10 only that there was
// something: these numbers are not sealed, and which illness or faith a thread tells of is itself data of that kind.
import { type AskedRight, askedRights, type DetectedKind, detectedKinds, type SecretKind } from '@parley/contract';
import sanitizeHtml from 'sanitize-html';
import { detect } from './detect.ts';
import { mask } from './mask.ts';
import { rightsAskedIn } from './rights/asked.ts';

/** How many secrets of each kind, how many places tell of Art. 9 or 10, and which rights are asked for; never what was said. */
export type Counts = Readonly<Partial<Record<Counted, number>>>;
type Counted = SecretKind | 'special' | `asks-${AskedRight}`;

const kinds = Object.keys(detectedKinds) as DetectedKind[];
const secrets = kinds.filter((kind): kind is SecretKind => 'masked' in detectedKinds[kind]);
const guarded = kinds.filter((kind) => 'article' in detectedKinds[kind]);
const only = [...secrets, ...guarded];
const asks = askedRights.map((right) => `asks-${right}` as const);
const countedKinds: readonly Counted[] = [...secrets, 'special', ...asks];
const countedAs = (kind: DetectedKind): Counted => (guarded.includes(kind) ? 'special' : (kind as SecretKind));

/** The text as it may be stored, with what was found. */
export function rest(text: string): { readonly text: string; readonly found: Counts } {
  const spans = detect(text, { only }).filter(({ start, end }) => !isMark(text, start, end));
  if (spans.length === 0) return { text, found: {} };
  return { text: mask(text, spans), found: sum(spans.map(({ type }) => ({ [countedAs(type)]: 1 }))) };
}

/**
 * The same for markup that was made harmless before. A number may run across elements and hide in attributes, so both are looked at; where a secret stands, the words
 * take the place of the markup, masked: what was written stays readable, how it looked does not.
 */
export function restHtml(html: string): { readonly html: string; readonly found: Counts } {
  const words = wordsOf(html);
  const seen = rest(words);
  const markup = rest(html.replace(/data:image\/[a-z]+;base64,[a-z0-9+/=]+/gi, ''));
  if (seen.text === words && maskedIn(markup.found).length === 0) return { html, found: seen.found };
  return {
    html: `<pre style="white-space:pre-wrap;font-family:inherit">${escaped(seen.text)}</pre>`,
    found: { ...markup.found, ...seen.found },
  };
}

/** What was masked before and is quoted now. */
function isMark(text: string, start: number, end: number): boolean {
  const [from, to] = [text[start] === '[' ? start : start - 1, text[end - 1] === ']' ? end : end + 1];
  return text.slice(Math.max(0, from), to) === '[secret]';
}

/** The rights that somebody seems to ask for in these words, as counts. */
export const asksIn = (text: string): Counts => Object.fromEntries(rightsAskedIn(text).map((right) => [`asks-${right}`, 1]));

export function sum(all: readonly Counts[]): Counts {
  const counts: Partial<Record<Counted, number>> = {};
  for (const each of all) for (const kind of countedKinds) if (each[kind]) counts[kind] = (counts[kind] ?? 0) + each[kind];
  return counts;
}

/** Whether something of Art. 9 or 10 was found. */
export const isSpecial = (found: Counts): boolean => (found.special ?? 0) > 0;
/** The rights that somebody seems to ask for. */
export const askedIn = (found: Counts): AskedRight[] => askedRights.filter((right) => found[`asks-${right}`]);
/** The kinds that were masked. */
export const maskedIn = (found: Counts): SecretKind[] => secrets.filter((kind) => found[kind]);

const blocks =
  /<(?=\/?(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|tr|ul)\b)/gi;

/** Between two cells of a row, with the paragraphs in which their words stand. */
const cells = /(?:<\/(?:p|div)>\s*){0,3}<\/t[dh]>\s*<t[dh]\b[^>]{0,500}>(?:\s*<(?:p|div)\b[^>]{0,500}>){0,3}/gi;

function wordsOf(html: string): string {
  const apart = html
    .replace(cells, '\t')
    .replace(blocks, '\n<')
    .replace(/<(?=\/?t[dh]\b)/gi, ' <');
  return sanitizeHtml(apart, { allowedTags: [], allowedAttributes: {} })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\n\s*\n\s*/g, '\n\n')
    .trim();
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
