// What is known of a text before anything is recognised in it: its tokens, the cues among them, and the languages of each stretch.
import { bitOf, type Cue, type Entry, entriesOf, everyLanguage, languages, type SpecialKind, stemsOf } from './lexicon.ts';
import { gapAt, line, paragraph, sentence, type Tokens, tokenise, type Word } from './tokens.ts';

export type Hit = { readonly from: number; readonly to: number; readonly special: SpecialKind; readonly isWeak: boolean };
export type Look = {
  readonly tokens: Tokens;
  /** Cues each token is part of, one bit each. */
  readonly flags: Uint32Array;
  /** Languages of the stretch a token stands in, one bit each. */
  readonly spoken: Uint16Array;
  /** Words of Art. 9 and 10, before idioms and context are weighed; tokens `from` to `to`, inclusive. */
  readonly hits: readonly Hit[];
};
const stretch = 40;
/** What the lexicons say of a word, and for which languages it speaks (places in the list of languages) and how strongly. */
export type Met = {
  /** Cues of one word, and what they come to for the languages asked for last (`here`), since neighbours share them. */
  readonly cues: readonly Entry[];
  here: number;
  bits: number;
  /** Words of Art. 9 and 10, and phrases whose second word may go on. */
  readonly more: readonly Entry[];
  /** Phrases that begin with the word, by their second one. */
  readonly phrases: ReadonlyMap<string, readonly Entry[]> | undefined;
  readonly languages: readonly number[];
  readonly weights: readonly number[];
};
const nothing: Met = { cues: [], here: 0, bits: 0, more: [], phrases: undefined, languages: [], weights: [] };

/** Words that were met already while one text is looked through part by part; nothing of it is kept after that. */
export type Memory = Map<string, Word>;
export const newMemory = (): Memory => new Map();

export function lookAt(text: string, language: string | undefined, memory: Memory): Look {
  const tokens = tokenise(text, memory);
  const met = tokens.words.map((word) => word.met ?? meet(word));
  const spoken = languagesOf(tokens, met, languages.indexOf(language ?? ''));
  const flags = new Uint32Array(tokens.count + 1);
  const hits: Hit[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    const known = met[at] ?? nothing;
    if (known === nothing) continue;
    const here = spoken[at] ?? 0;
    if (known.here !== here) {
      known.here = here;
      known.bits = known.cues.reduce((bits, { language, bit }) => ((language & here) === 0 ? bits : bits | bit), 0);
    }
    flags[at] = (flags[at] ?? 0) | known.bits;
    for (const entry of known.more) if ((entry.language & here) !== 0) mark(tokens, at, entry, flags, hits);
    const phrases = known.phrases?.get(tokens.folded[at + 1] ?? '');
    if (phrases) for (const entry of phrases) if ((entry.language & here) !== 0) mark(tokens, at, entry, flags, hits);
  }
  return { tokens, flags, spoken, hits };
}

function mark(tokens: Tokens, at: number, entry: Entry, flags: Uint32Array, hits: Hit[]): void {
  const to = entry.words.length === 1 ? at : matches(tokens, at, entry);
  if (to < 0) return;
  for (let each = at; each <= to; each += 1) flags[each] = (flags[each] ?? 0) | entry.bit;
  if (entry.special) hits.push({ from: at, to, special: entry.special, isWeak: entry.isWeak });
}

function meet(word: Word): Met {
  const { folded } = word;
  const entries = [...(entriesOf(folded) ?? []), ...(stemsOf(folded) ?? []).filter(({ words: [stem = ''] }) => folded.startsWith(stem))];
  const alone = entries.filter(({ words }) => words.length === 1);
  const isPlainPhrase = ({ words, stems }: Entry) => words.length > 1 && stems[1] !== true;
  const plain = entries.filter(isPlainPhrase);
  const isCue = ({ words, special }: Entry) => words.length === 1 && special === undefined;
  const made: Met = {
    cues: entries.filter(isCue),
    here: 0,
    bits: 0,
    more: entries.filter((entry) => !isCue(entry) && !isPlainPhrase(entry)),
    phrases: plain.length === 0 ? undefined : Map.groupBy(plain, ({ words: [, second = ''] }) => second),
    languages: alone.map(({ language }) => 31 - Math.clz32(language)),
    weights: alone.map(({ bit }) => ((bit & bitOf.stop) !== 0 ? 1 : 0.3)),
  };
  word.met = entries.length === 0 ? nothing : made;
  return word.met;
}

export const has = (look: Look, at: number, cue: Cue): boolean => ((look.flags[at] ?? 0) & bitOf[cue]) !== 0;
/** Whether a token is part of any of several cues, given as their bits together. */
export const hasAny = (look: Look, at: number, bits: number): boolean => ((look.flags[at] ?? 0) & bits) !== 0;
const languageBits: Readonly<Record<string, number>> = Object.fromEntries(languages.map((each, at) => [each, 1 << at]));
export const speaks = (look: Look, at: number, language: string): boolean => ((look.spoken[at] ?? 0) & (languageBits[language] ?? 0)) !== 0;

/** Whether nouns have capitals here: German, unless nothing says which language it is. */
export const hasCapitalNouns = (look: Look, at: number): boolean => look.spoken[at] !== everyLanguage && speaks(look, at, 'de');

/** How many tokens before `at` the nearest cue stands, within `reach` and the sentence (or the line just above); 0 when there is none. */
export function before(look: Look, at: number, cue: Cue, reach: number): number {
  const bit = bitOf[cue];
  let lines = 0;
  for (let back = 1; back <= reach && at - back >= 0; back += 1) {
    const gap = gapAt(look.tokens, at - back + 1);
    if (gap === paragraph || gap === sentence) return 0;
    if (gap === line) lines += 1;
    if (lines > 1 || (lines === 1 && back > 2)) return 0;
    if (((look.flags[at - back] ?? 0) & bit) !== 0) return back;
  }
  return 0;
}

function matches(tokens: Tokens, at: number, { words, stems }: Entry): number {
  for (let each = 0; each < words.length; each += 1) {
    const [wanted = '', found = ''] = [words[each], tokens.folded[at + each]];
    if (stems[each] ? !found.startsWith(wanted) : found !== wanted) return -1;
    if (each > 0 && gapAt(tokens, at + each) > sentence) return -1;
  }
  return at + words.length - 1;
}

/** By everyday words: the best language of each stretch and any that comes close; all of them where nothing speaks. */
function languagesOf(tokens: Tokens, met: readonly Met[], given: number): Uint16Array {
  const spoken = new Uint16Array(tokens.count + 1);
  if (given >= 0) return spoken.fill((1 << given) | (1 << languages.indexOf('en')));
  for (let from = 0; from < tokens.count; ) {
    let to = Math.min(from + stretch, tokens.count);
    while (to < tokens.count && to < from + 4 * stretch && gapAt(tokens, to) !== paragraph) to += 1;
    if (tokens.count - to < stretch / 2) to = tokens.count;
    spoken.fill(heard(met, from, to), from, to);
    from = to;
  }
  return spoken;
}

function heard(met: readonly Met[], from: number, to: number): number {
  const counts = new Float64Array(languages.length);
  for (let at = from; at < to; at += 1) {
    const { languages: spokenBy, weights } = met[at] ?? nothing;
    for (let each = 0; each < spokenBy.length; each += 1) {
      const index = spokenBy[each] ?? 0;
      counts[index] = (counts[index] ?? 0) + (weights[each] ?? 0);
    }
  }
  const best = Math.max(...counts);
  if (best < 2) return everyLanguage;
  let mask = 0;
  for (let index = 0; index < counts.length; index += 1) if ((counts[index] ?? 0) >= best * 0.55) mask |= 1 << index;
  return mask;
}
