// What the lists of names know of a word (see LICENSE.txt beside them), asked once per different word of a text and kept as bits.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { entriesOf, goesOn, monthOf, stemsOf } from '../lexicon.ts';
import { keepListed } from '../listed-words.ts';
import type { Tokens } from '../tokens.ts';
import { alarms, counts, isForCode, locks, saysAt, saysKey } from '../words.ts';

const list = (...files: readonly string[]) =>
  new Set(files.flatMap((file) => readFileSync(path.join(import.meta.dirname, `${file}.txt`), 'utf8').split(/\s+/)).filter(Boolean));
const [first, last, common] = [list('first', 'more'), list('last', 'more'), list('common', 'more')];
/** Names that are everyday words also with a capital, and those that are words only when written small. */
const [everyday, small] = [list('everyday'), list('small')];
const particles = list('particles');
const pauses = new Set('uh um er erm euh eh ehh eeh ehm ah ahm eee yyy ha hm hmm'.split(' '));
const saints = new Set('san santa santo sao st ste saint sainte sankt sint swiety swieta sveti sv'.split(' '));

export const isFirst = 1;
export const isLast = 2;
/** A first name that many people bear. */
export const isCommon = 4;
export const isEveryday = 8;
export const isSmallWord = 16;
/** Known to a lexicon, so that it says something else. */
export const isTold = 32;
export const isParticle = 64;
export const isSaint = 128;
/** No names, but asked for at the same time: numbers in words, words for a code, for what a code opens, for a month, for @. */
export const isNumberWord = 256;
export const isCodeWord = 512;
export const isLockWord = 1024;
/** What people say while they think, between "this is" and their name. */
export const isPause = 2048;
export const isMonth = 4096;
export const isAtSign = 8192;
export const isAlarmWord = 16384;
/** Part of what settings and people call a key or a password. */
export const isKeyWord = 32768;
/** The second word of a phrase of the lexicons. */
export const isSecond = 65536;
export const isSignal = isNumberWord | isCodeWord | isLockWord | isAtSign | isKeyWord;
export const isWord = isEveryday | isTold;
export const isPlainWord = isEveryday | isSmallWord | isTold | isParticle;

/** Bits of the token at `at`; 0 for numbers and beyond the text. */
export function traitsAt(tokens: Tokens, at: number): number {
  const word = tokens.words[at];
  if (word === undefined) return 0;
  if (word.traits < 0) {
    word.traits = traitsOf(word.folded);
    if (isListed(word.folded)) keepListed(word);
  }
  return word.traits;
}

const isListed = (word: string) => [first, last, common, everyday, small, particles].some((words) => words.has(word));

function traitsOf(word: string): number {
  if (word === '') return 0;
  let bits = 0;
  if (first.has(word)) bits |= isFirst;
  if (last.has(word)) bits |= isLast;
  if (common.has(word)) bits |= isCommon;
  // "Kowalska" beside "Kowalski"
  if (word.endsWith('ka') && last.has(`${word.slice(0, -1)}i`)) bits |= isLast;
  // "Annas", "Piotrs phone"
  if (bits === 0 && word.length > 4 && word.endsWith('s') && common.has(word.slice(0, -1))) bits |= isFirst;
  if (everyday.has(word)) bits |= isEveryday;
  if (small.has(word)) bits |= isSmallWord;
  if (particles.has(word)) bits |= isParticle;
  if (saints.has(word)) bits |= isSaint;
  if (isInLexicon(word)) bits |= isTold;
  if (pauses.has(word)) bits |= isPause;
  if (monthOf(word) !== undefined) bits |= isMonth;
  if (saysAt(word)) bits |= isAtSign;
  if (counts(word)) bits |= isNumberWord;
  if (isForCode(word)) bits |= isCodeWord;
  if (locks(word)) bits |= isLockWord;
  if (alarms(word)) bits |= isAlarmWord;
  if (saysKey(word)) bits |= isKeyWord;
  if (goesOn(word)) bits |= isSecond;
  return bits;
}

const isInLexicon = (word: string) =>
  (entriesOf(word) ?? []).some(({ words }) => words.length === 1) ||
  (stemsOf(word) ?? []).some(({ words: [stem = '', ...more] }) => more.length === 0 && word.startsWith(stem));

/** What the names of a family with Slavic, Greek, Turkish, Nordic, Iberian or Armenian roots end in; said of a word with a capital behind another. */
const endings =
  /.{3}(?:ski|ska|skiego|skiej|skiemu|sky|skyi|skaya|cki|cka|wicz|owicz|enko|chuk|czuk|czyk|iuk|yuk|ovic|evic|ova|eva|opoulos|oglu|sson|ssen|escu|eanu|shvili|idze|adze|yan)$/;
export const endsAsFamily = (word: string): boolean => word.length > 5 && endings.test(word);

/** The nominative of a Polish name that is declined ("z Adamem", "dla Hani", "od Anki"): whether one of those it may come from is a first name. */
export function isDeclined(word: string): boolean {
  for (const ending of ['iem', 'em', 'owi', 'ie', 'y', 'i', 'e', 'a', 'u', 'o']) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, word.length - ending.length);
    const withVowel = `${stem.slice(0, -1)}e${stem.slice(-1)}`; // "Tomka" of "Tomek"
    if (
      stem.length >= 3 &&
      (common.has(stem) || common.has(withVowel) || common.has(`${stem}a`) || common.has(`${stem}ek`) || common.has(`${stem}ia`))
    )
      return true;
  }
  return false;
}
