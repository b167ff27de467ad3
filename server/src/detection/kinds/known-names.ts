// Names that the house knows: of the person a text is about, and of staff. They are found wherever they stand, whole or in part, in any case and order, with or without their accents.
import { fold } from '../fold.ts';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look } from '../look.ts';
import { isEveryday, isParticle, isSmallWord, isTold, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, isCapital, none, startOf, type Tokens, tokenise, wordAt } from '../tokens.ts';

/** Names by each word they may begin with; `parts` are all words of one. */
type Wanted = ReadonlyMap<string, readonly ReadonlySet<string>[]>;
const made = new WeakMap<readonly string[], Wanted>(); // as long as whoever asked keeps the names, and no longer
const shortest = 3;
const isWordToo = isEveryday | isSmallWord | isTold;
const most = 12; // words of one name

export function knownNames(look: Look, known: readonly string[], found: Found): void {
  const { tokens } = look;
  const wanted = made.get(known) ?? wantedOf(known);
  made.set(known, wanted);
  for (let at = 0; at < tokens.count; at += 1) {
    const names = namesAt(wanted, tokens, at);
    if (!names) continue;
    const to = Math.max(...names.map((parts) => lastOf(tokens, at, parts)));
    if (to === at && !isByItself(look, at)) continue;
    found(startOf(tokens, at), endOf(tokens, to), 'name', 1);
    at = to;
  }
}

/** The names whose word this is, also with the s of a genitive ("Carols Lampe"). */
function namesAt(wanted: Wanted, tokens: Tokens, at: number): readonly ReadonlySet<string>[] | undefined {
  const word = wordAt(tokens, at);
  return (
    wanted.get(word) ?? (word.length > shortest && word.endsWith('s') && isCapital(tokens, at) ? wanted.get(word.slice(0, -1)) : undefined)
  );
}

/** How far the name goes: its words in any order, its particles and initials, on one line. */
function lastOf(tokens: Tokens, at: number, parts: ReadonlySet<string>): number {
  let to = at;
  for (let each = at + 1; each < at + most && each < tokens.count; each += 1) {
    const joint = tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each));
    const word = wordAt(tokens, each);
    const isPart = parts.has(word) || (word.length > shortest && word.endsWith('s') && parts.has(word.slice(0, -1)));
    if (gapAt(tokens, each) !== none || !/^(?:,? {1,2}|[-'’]|\. ?)$/.test(joint) || !isPart) break;
    if ((traitsAt(tokens, each) & isParticle) === 0) to = each; // "Ada de" ends no name
  }
  return to;
}

/** Whether one word says it: long enough, and where it is another word as well ("Mark", "Koch") only as a name is written. */
function isByItself(look: Look, at: number): boolean {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  if (wordAt(tokens, at).length < shortest || (traits & isParticle) !== 0) return false;
  if ((traits & isWordToo) === 0) return true;
  return isCapital(tokens, at) && at > 0 && gapAt(tokens, at) === none && !hasCapitalNouns(look, at) && !has(look, at, bitOf.month);
}

function wantedOf(known: readonly string[]): Wanted {
  const wanted = new Map<string, ReadonlySet<string>[]>();
  for (const name of known) {
    const parts = new Set(
      [...tokenise(name).folded, ...tokenise(name.normalize('NFC').replace(/[äöüÄÖÜ]/g, spelt)).folded].slice(0, 2 * most),
    );
    for (const part of parts) if (part.length > 1) wanted.set(part, [...(wanted.get(part) ?? []), parts]);
  }
  return wanted;
}

/** As it is typed where there are no such letters: "Mueller". */
const spelt = (letter: string): string => `${fold(letter)}e`;
