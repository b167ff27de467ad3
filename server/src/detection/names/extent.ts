// How far a name goes once it is known to begin: capitals, initials and particles on one line, or small words that the lists know.
import { bitOf } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look, speaks } from '../look.ts';
import { endOf, gapAt, isCapital, isNumberAt, line, none, sentence, startOf, type Tokens, wordAt } from '../tokens.ts';
import { endsAsFamily, isEveryday, isFirst, isLast, isParticle, isPlainWord, isTold, isWord, traitsAt } from './lists.ts';

const longest = 5;
const nameless = bitOf.notname | bitOf.bye | bitOf.greet;

/** Part of an address of mail or a net, of a tag, a path or a code. */
export function isTied({ text, start, end }: Tokens, at: number): boolean {
  const front = text.charCodeAt((start[at] ?? 0) - 1);
  if (front === 0x40 || front === 0x23 || front === 0x2f || front === 0x5f || front === 0x3d || (front >= 0x30 && front <= 0x39))
    return true;
  const behind = text.charCodeAt(end[at] ?? 0);
  if (behind === 0x20 || Number.isNaN(behind)) return false;
  return /^[@_\d=/]|^\.[\p{L}\d]|^['’]?s [A-Z]/u.test(text.slice(end[at] ?? 0, (end[at] ?? 0) + 4));
}

/** The last token of a name of capitals that begins at `at`. `isSure`: something announced it, so that an everyday word may be part of it. */
export function extent(look: Look, at: number, isSure: boolean): number {
  const { tokens } = look;
  let end = at;
  for (let each = at + 1; each <= at + longest && each < tokens.count; each += 1) {
    const joint = tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each));
    if (gapAt(tokens, each) > sentence || isNumberAt(tokens, each) || !/^(?: {1,2}|-|'|’|\. |\.|\u00a0|ª ?|\.ª )$/.test(joint)) break;
    const length = endOf(tokens, each - 1) - startOf(tokens, each - 1);
    if (joint.startsWith('.') && length > 2 && wordAt(tokens, each - 1) !== 'vda') break;
    const traits = traitsAt(tokens, each);
    if ((traits & isParticle) !== 0 && joint !== '.' && carriesOn(look, each)) continue;
    if (!isCapital(tokens, each)) break;
    const isInitial = endOf(tokens, each) - startOf(tokens, each) === 1;
    if (!isInitial && isTied(tokens, each)) break;
    const isBridged = each > end + 1;
    if (joint !== '-' && !isInitial && !belongs(look, each, traits, isSure, isBridged)) break;
    end = each;
  }
  return end;
}

function belongs(look: Look, at: number, traits: number, isSure: boolean, isBridged: boolean): boolean {
  if (has(look, at, nameless)) return false;
  if ((traits & isLast) !== 0) return true;
  if ((traits & isEveryday) !== 0) return isBridged || (isSure && (traits & isTold) === 0 && endsLine(look, at));
  if ((traits & isFirst) !== 0) return true;
  return (
    (traits & isTold) === 0 &&
    (isSure || !has(look, at, bitOf.town)) &&
    (!hasCapitalNouns(look, at) || !endsAsNoun(wordAt(look.tokens, at)))
  );
}

export const endsLine = ({ tokens }: Look, end: number) => gapAt(tokens, end + 1) >= line || end + 1 >= tokens.count;

/** What German makes nouns with: such a word with a capital behind a first name is the next word and no family name. */
const endsAsNoun = (word: string) => word.length > 6 && /(?:ung|heit|keit|schaft|tion|nummer|ungen|rechnung|adresse|paket)$/.test(word);

/** A particle is part of a name when another name follows; "do" and "da" lead on only where Portuguese may be spoken. */
function carriesOn(look: Look, at: number): boolean {
  const { tokens } = look;
  const word = wordAt(tokens, at);
  if (word === 'do' && speaks(look, at, 'pl') && !speaks(look, at, 'pt')) return false;
  for (let each = at + 1; each <= at + 3; each += 1) {
    if (isNumberAt(tokens, each) || gapAt(tokens, each) !== none || each >= tokens.count) return false;
    const traits = traitsAt(tokens, each);
    if (isCapital(tokens, each) && !has(look, each, nameless | bitOf.town) && isShouted(tokens, each) === isShouted(tokens, at - 1))
      return true;
    if ((traits & isParticle) === 0) return false;
  }
  return false;
}

/** Capitals throughout and short: behind small letters mostly an abbreviation. */
export function isShouted(tokens: Tokens, at: number): boolean {
  const written = tokens.text.slice(startOf(tokens, at), endOf(tokens, at));
  return written.length > 1 && written === written.toUpperCase();
}

/** The last token of a name written small: every further word must be known as a name and as nothing else. */
export function smallExtent(look: Look, at: number): number {
  const { tokens } = look;
  let end = at;
  for (let each = at + 1; each <= at + 4 && each < tokens.count; each += 1) {
    const joint = tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each));
    if (gapAt(tokens, each) !== none || isNumberAt(tokens, each) || !/^[ '’-]$/.test(joint)) break;
    const traits = traitsAt(tokens, each);
    const isLetter = endOf(tokens, each) - startOf(tokens, each) === 1 && /['’]/.test(tokens.text.charAt(endOf(tokens, each)));
    if (isLetter || ((traits & isParticle) !== 0 && isNamed(look, each + 1))) continue;
    const isBehindLetter = each > at + 1 && /['’]/.test(joint) && !has(look, each, bitOf.stop);
    const isTwin = joint === '-' && (traits & isFirst) !== 0; // "henk-jan"
    if ((!isNamed(look, each) && !isBehindLetter && !isTwin) || isTied(tokens, each)) break;
    end = each;
  }
  return end;
}

/** Whether a word, whatever its letters, is known as a name and as no everyday word. */
export function isNamed(look: Look, at: number): boolean {
  const traits = traitsAt(look.tokens, at);
  const length = endOf(look.tokens, at) - startOf(look.tokens, at);
  return (traits & (isFirst | isLast)) !== 0 && (traits & isPlainWord) === 0 && length > 2 && !has(look, at, bitOf.stop);
}

/** Two capitals side by side of which the second may be a family name, and the first is no word that is known otherwise. */
export function isPairOfNames(look: Look, at: number): boolean {
  const { tokens } = look;
  if (!isCapital(tokens, at + 1) || gapAt(tokens, at + 1) !== none) return false;
  if (!/^ {1,2}$/.test(tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)))) return false;
  const [one, two] = [traitsAt(tokens, at), traitsAt(tokens, at + 1)];
  if (has(look, at, bitOf.stop) || (one & isWord) !== 0 || (wordAt(tokens, at).length < 6 && isShouted(tokens, at))) return false;
  if ((two & isLast) !== 0 || endsAsFamily(wordAt(tokens, at + 1))) return true;
  return !hasCapitalNouns(look, at) && (two & isWord) === 0;
}
