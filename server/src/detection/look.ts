// What is known of a text before anything is recognised in it: its tokens, the cues among them, and the languages of each stretch.
import { bitOf, type Entry, entriesOf, everyLanguage, languages, type SpecialKind, stemsOf } from './lexicon.ts';
import { keepListed, openWordTable, type WordTable } from './listed-words.ts';
import { isMonth, isSecond, isSignal, traitsAt } from './names/lists.ts';
import { gapAt, line, paragraph, sentence, type Tokens, tokenise, type Word } from './tokens.ts';

export type Hit = { readonly from: number; readonly to: number; readonly special: SpecialKind; readonly isWeak: boolean };
export type Look = {
  readonly tokens: Tokens;
  /** Cues each token is part of, one bit each. */
  readonly flags: Uint32Array;
  /** Cues among the eight tokens before each, one bit each: where there is none, none is searched for. */
  readonly near: Uint32Array;
  /** Languages of the stretch a token stands in, one bit each. */
  readonly spoken: Uint16Array;
  /** Words of Art. 9 and 10, before idioms and context are weighed; tokens `from` to `to`, inclusive. */
  readonly hits: readonly Hit[];
  /** Tokens that few texts have and that one recogniser each begins at (`isSignal`), and those a date may begin at; in the order of the text. */
  readonly signals: readonly number[];
  readonly dates: readonly number[];
};
const stretch = 40;
const isSignalOrMonth = isSignal | isMonth;
/** What the lexicons say of a word, and for which languages it speaks (places in the list of languages) and how strongly. */
export type Met = {
  /** Cues of one word, and what they come to for the languages asked for last (`here`), since neighbours share them. */
  readonly cues: readonly Entry[];
  here: number;
  bits: number;
  /** Words of Art. 9 and 10, and phrases whose second word may go on; of them those for the languages asked for last. */
  readonly more: readonly Entry[];
  moreHere: readonly Entry[];
  /** Phrases that begin with the word, by their second one. */
  readonly phrases: ReadonlyMap<string, readonly Entry[]> | undefined;
  /** The languages it speaks for: twice the place, and one more where it speaks loudly. */
  readonly votes: readonly number[];
};
const nothing: Met = { cues: [], here: 0, bits: 0, more: [], moreHere: [], phrases: undefined, votes: [] };

/** Words that were met already while one text is looked through part by part; nothing of it is kept after that. */
export type Memory = WordTable;
export const newMemory = openWordTable;

export function lookAt(text: string, language: string | undefined, memory: Memory): Look {
  const tokens = tokenise(text, memory);
  const { words, folded, count, isNumber } = tokens;
  const spoken = languagesOf(tokens, languages.indexOf(language ?? ''));
  const flags = new Uint32Array(count + 1);
  const hits: Hit[] = [];
  const [signals, dates]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at += 1) {
    const word = words[at] as Word;
    const traits = word.traits < 0 ? traitsAt(tokens, at) : word.traits;
    if ((traits & isSignalOrMonth) !== 0) {
      if ((traits & isSignal) !== 0) signals.push(at);
      if ((traits & isMonth) !== 0) dates.push(at);
    } else if (isNumber[at] === 1) dates.push(at);
    const known = word.met ?? meet(word);
    if (known === nothing) continue;
    const here = spoken[at] ?? 0;
    if (known.here !== here) hearIn(known, here);
    flags[at] = (flags[at] ?? 0) | known.bits;
    for (const entry of known.moreHere) mark(tokens, at, entry, 1, flags, hits);
    const next = words[at + 1];
    if (known.phrases === undefined || next === undefined) continue;
    if (next.folded !== '' && (traitsAt(tokens, at + 1) & isSecond) === 0) continue; // '' are numbers
    const phrases = known.phrases.get(folded[at + 1] ?? '');
    if (phrases) for (const entry of phrases) if ((entry.language & here) !== 0) mark(tokens, at, entry, 2, flags, hits);
  }
  return { tokens, flags, near: nearOf(flags), spoken, hits, signals, dates };
}

function nearOf(flags: Uint32Array): Uint32Array {
  const near = new Uint32Array(flags.length);
  for (let at = 1; at < flags.length; at += 1) near[at] = flags[at - 1] as number;
  for (const reached of [1, 2, 4])
    for (let at = flags.length - 1; at >= reached; at -= 1) near[at] = (near[at] as number) | (near[at - reached] as number);
  return near;
}

function hearIn(known: Met, here: number): void {
  known.here = here;
  known.bits = 0;
  for (const { language, bit } of known.cues) if ((language & here) !== 0) known.bits |= bit;
  if (known.more.length > 0) known.moreHere = known.more.filter(({ language }) => (language & here) !== 0);
}

function mark(tokens: Tokens, at: number, entry: Entry, known: number, flags: Uint32Array, hits: Hit[]): void {
  const to = entry.words.length === 1 ? at : matches(tokens, at, entry, known);
  if (to < 0) return;
  for (let each = at; each <= to; each += 1) flags[each] = (flags[each] ?? 0) | entry.bit;
  if (entry.special) hits.push({ from: at, to, special: entry.special, isWeak: entry.isWeak });
}

function meet(word: Word): Met {
  const { folded } = word;
  const [whole, begun] = [entriesOf(folded), stemsOf(folded)];
  const entries = [...(whole ?? []), ...(begun ?? []).filter(({ words: [stem = ''] }) => folded.startsWith(stem))];
  if (entries.length === 0) {
    word.met = nothing;
    return nothing;
  }
  const alone = entries.filter(({ words }) => words.length === 1);
  const isPlainPhrase = ({ words, stems }: Entry) => words.length > 1 && stems[1] !== true;
  const plain = entries.filter(isPlainPhrase);
  const isCue = ({ words, special }: Entry) => words.length === 1 && special === undefined;
  const made: Met = {
    cues: entries.filter(isCue),
    here: 0,
    bits: 0,
    more: entries.filter((entry) => !isCue(entry) && !isPlainPhrase(entry)),
    moreHere: [],
    phrases: plain.length === 0 ? undefined : Map.groupBy(plain, ({ words: [, second = ''] }) => second),
    votes: alone
      .filter(({ language }) => language !== everyLanguage)
      .map(({ language, bit }) => 2 * (31 - Math.clz32(language)) + ((bit & bitOf.stop) !== 0 ? 1 : 0)),
  };
  word.met = made;
  if (whole) keepListed(word); // one that only begins like a word of the lexicons is nobody's but the writer's
  return made;
}

/** Whether a token is part of a cue, or of any of several, given as their bits (`bitOf`) together: a name looked up for each word is felt. */
export const has = (look: Look, at: number, bits: number): boolean => ((look.flags[at] ?? 0) & bits) !== 0;
const languageBits: Readonly<Record<string, number>> = Object.fromEntries(languages.map((each, at) => [each, 1 << at]));
export const languageBit = (language: string): number => languageBits[language] ?? 0;
export const speaks = (look: Look, at: number, language: string): boolean => ((look.spoken[at] ?? 0) & (languageBits[language] ?? 0)) !== 0;

/** Whether nouns have capitals here: German, unless nothing says which language it is. */
export const hasCapitalNouns = (look: Look, at: number): boolean => look.spoken[at] !== everyLanguage && speaks(look, at, 'de');

/** How many tokens before `at` the nearest of these cues stands, within `reach` (at most 8) and the sentence (or the line just above); 0 when there is none. */
export function before(look: Look, at: number, bits: number, reach: number): number {
  return ((look.near[at] ?? 0) & bits) === 0 ? 0 : nearest(look, at, bits, reach);
}

function nearest(look: Look, at: number, bits: number, reach: number): number {
  let lines = 0;
  for (let back = 1; back <= reach && at - back >= 0; back += 1) {
    const gap = gapAt(look.tokens, at - back + 1);
    if (gap === paragraph || gap === sentence) return 0;
    if (gap === line) lines += 1;
    if (lines > 1 || (lines === 1 && back > 2)) return 0;
    if (((look.flags[at - back] ?? 0) & bits) !== 0) return back;
  }
  return 0;
}

/** The last token of a phrase of which the first word, or two, are known to be there; -1 when it ends otherwise. */
function matches(tokens: Tokens, at: number, { words, stems }: Entry, known: number): number {
  for (let each = 1; each < words.length; each += 1) {
    if (gapAt(tokens, at + each) > sentence) return -1;
    if (each < known) continue;
    const [wanted = '', found = ''] = [words[each], tokens.folded[at + each]];
    if (stems[each] ? !found.startsWith(wanted) : found !== wanted) return -1;
  }
  return at + words.length - 1;
}

/** By everyday words: the best language of each stretch and any that comes close; all of them where nothing speaks. */
function languagesOf(tokens: Tokens, given: number): Uint16Array {
  const spoken = new Uint16Array(tokens.count + 1);
  if (given >= 0) return spoken.fill((1 << given) | (1 << languages.indexOf('en')));
  const counts = new Float64Array(languages.length);
  for (let from = 0; from < tokens.count; ) {
    let to = Math.min(from + stretch, tokens.count);
    while (to < tokens.count && to < from + 4 * stretch && gapAt(tokens, to) !== paragraph) to += 1;
    if (tokens.count - to < stretch / 2) to = tokens.count;
    spoken.fill(heard(tokens.words, from, to, counts), from, to);
    from = to;
  }
  return spoken;
}

function heard(words: readonly Word[], from: number, to: number, counts: Float64Array): number {
  counts.fill(0);
  for (let at = from; at < to; at += 1) {
    const word = words[at] as Word;
    const known = word.met ?? meet(word);
    if (known === nothing) continue;
    for (const vote of known.votes) counts[vote >> 1] = (counts[vote >> 1] as number) + ((vote & 1) === 1 ? 1 : 0.3);
  }
  let best = 0;
  for (const count of counts) if (count > best) best = count;
  if (best < 2) return everyLanguage;
  let mask = 0;
  for (let index = 0; index < counts.length; index += 1) if ((counts[index] ?? 0) >= best * 0.55) mask |= 1 << index;
  return mask;
}
