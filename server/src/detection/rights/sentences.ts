// What people write, cut into sentences and clauses of folded words. A mail program breaks a sentence at 72 columns, and somebody who lists wishes ends a line each time:
// a line goes on where it was long or the next one begins small.
import { fold } from '../fold.ts';

/** A sentence, with the clauses that commas and colons part it into; both folded, words parted by single spaces. */
export type Sentence = { readonly all: string; readonly clauses: readonly string[] };

const most = 600; // long lists without a full stop are no sentences
const broken = 40; // no program breaks a line before this column
const quoted = /^[^\S\n]*>/;
const listed = /^\s*(?:[-*•–]|\(?\d{1,2}[.)])\s/;

/** The sentences of a text; quoted lines are somebody else's and left out, and "art. 15" ends none. */
export function sentences(text: string): Sentence[] {
  return paragraphs(text)
    .flatMap((each) => each.replace(/\b(art|nr|z|v|d|lit|abs)\.[^\S\n]{0,3}/gi, '$1 ').split(/[.!?;]+/))
    .map((each) => {
      const clauses = withWhatTheyDeny(
        each
          .slice(0, 2 * most)
          .split(/[,:()]+|\s[–—-]\s/)
          .flatMap((part) => words(part) || []),
      );
      return { clauses, all: clauses.join(' ').slice(0, most) };
    })
    .filter(({ all }) => all.length > 8);
}

/** Lines that belong together, joined. */
function paragraphs(text: string): string[] {
  const found: string[] = [];
  let before: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const said = quoted.test(line) ? '' : line.trim();
    const goesOn = before !== undefined && said !== '' && !listed.test(said) && (before.length >= broken || /^\p{Ll}/u.test(said));
    if (goesOn) found.push(`${found.pop() ?? ''} ${said}`);
    else if (said) found.push(said);
    before = said || undefined;
  }
  return found;
}

/** "Ich möchte nicht, dass …": the no belongs to the clause after it. */
function withWhatTheyDeny(clauses: readonly string[]): string[] {
  const found: string[] = [];
  for (const clause of clauses) {
    const isDenied = /\b(?:nicht|niet|nie|pas|no|non|nao)$/.test(found.at(-1) ?? '') && /^(?:dass|das|dat|zeby|ze|que|che)\b/.test(clause);
    if (isDenied) found.push(`${found.pop() ?? ''} ${clause}`);
    else found.push(clause);
  }
  return found;
}

const words = (part: string): string =>
  fold(part)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
