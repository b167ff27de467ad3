// Words by which people announce personal data, per language, as data in lexicon/*.txt: `[label] word, two words, stem*`. Looked up once per word of a text,
// only for the languages that the stretch of text seems to be in, since a cue of one language is an everyday word of another.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fold } from './fold.ts';
import { tokenise } from './tokens.ts';

export const cues = [
  'stop', 'month', 'phone', 'other', 'birth', 'id', 'plate', 'password', 'otp', 'iam', 'named', 'title', 'greet', 'bye', 'notname', 'person', 'goods', 'for',
  'weakperson', 'streetafter', 'streetbefore', 'streetsuffix', 'streetword', 'unit', 'town', 'addresscue', 'geo', 'idiom', 'kin', 'ware', 'door',
] as const; // biome-ignore format: one list, one bit each
export type Cue = (typeof cues)[number];
export const bitOf = Object.fromEntries(cues.map((cue, at) => [cue, 1 << at])) as Readonly<Record<Cue, number>>;
export const specialKinds = [
  'health',
  'religion',
  'union',
  'ethnicity',
  'politics',
  'sex-life',
  'genetic',
  'biometric',
  'criminal',
] as const;
export type SpecialKind = (typeof specialKinds)[number];

export type Entry = {
  readonly language: number;
  readonly words: readonly string[];
  readonly stems: readonly boolean[];
  readonly bit: number;
  readonly special: SpecialKind | undefined;
  /** Counts only beside words of a person ("my doctor"), since it says little by itself. */
  readonly isWeak: boolean;
  /** What a word stands for: a month's number. */
  readonly value: number;
};

const folder = path.join(import.meta.dirname, 'lexicon');
export const languages = readdirSync(folder)
  .map((file) => path.basename(file, '.txt'))
  .sort();
export const everyLanguage = (1 << languages.length) - 1;
const stemLength = 4;
const byWord = new Map<string, Entry[]>();
const byStem = new Map<string, Entry[]>();
const monthNumbers = new Map<string, number>();
const seconds = new Set<string>();
const suffixes = new Map<number, string[]>();
languages.forEach(read);
// "My OIB is …": what a state calls its number is said in every language, and most states' languages are none of ours.
for (const phrase of readFileSync(path.join(import.meta.dirname, 'kinds/national.txt'), 'utf8').split(','))
  add('id', phrase.trim(), everyLanguage);

/** Entries that may begin with this word; the rest of a phrase is for the caller to compare. */
export const entriesOf = (word: string): readonly Entry[] | undefined => byWord.get(word);
export const stemsOf = (word: string): readonly Entry[] | undefined =>
  word.length < stemLength ? undefined : byStem.get(word.slice(0, stemLength));
/** Whether a word is the second one of a phrase: most are not, and no phrase has to be asked for. */
export const goesOn = (word: string): boolean => seconds.has(word);
export const monthOf = (word: string): number | undefined => monthNumbers.get(word);
/** Whether a word is made with the word for a street ("Hauptstraße", "Prinsengracht"). */
export const endsAsStreet = (word: string): boolean =>
  suffixes.get(endingOf(word))?.some((suffix) => word.length > suffix.length + 2 && word.endsWith(suffix)) === true;

/** The last two letters of a word, as a number. */
function endingOf(word: string): number {
  return (word.charCodeAt(word.length - 2) << 16) | word.charCodeAt(word.length - 1);
}

function read(language: string, at: number): void {
  const text = readFileSync(path.join(folder, `${language}.txt`), 'utf8');
  for (const section of text.split(/^(?=\[)/m)) {
    const [, label = '', list = ''] = /^\[([\w?-]+)\]([\s\S]*)$/.exec(section) ?? [];
    for (const phrase of list.split(',')) add(label, phrase.trim(), 1 << at);
  }
}

function add(label: string, phrase: string, language: number): void {
  if (phrase === '') return;
  const [words = '', value = '0'] = phrase.split('=');
  const parts = words.split(/\s+/).flatMap((word) => partsOf(word));
  const [first] = parts;
  if (!first) return;
  if (label === 'month') monthNumbers.set(first.word, Number(value));
  if (label === 'streetsuffix') suffixes.set(endingOf(first.word), [...(suffixes.get(endingOf(first.word)) ?? []), first.word]);
  if (parts[1]) seconds.add(parts[1].word);
  const kind = label.replace('?', '');
  const entry: Entry = {
    language,
    words: parts.map(({ word }) => word),
    stems: parts.map(({ isStem }) => isStem),
    bit: bitOf[kind as Cue] ?? 0,
    special: specialKinds.find((each) => each === kind),
    isWeak: label.endsWith('?'),
    value: Number(value),
  };
  if (entry.bit === 0 && !entry.special) throw new Error(`lexicon: there is no label "${label}"`);
  const isShort = first.word.length < stemLength;
  if (first.isStem && isShort) throw new Error(`lexicon: the stem "${first.word}" is too short`);
  const [map, key] = first.isStem ? [byStem, first.word.slice(0, stemLength)] : [byWord, first.word];
  map.set(key, [...(map.get(key) ?? []), entry]);
}

function partsOf(word: string): { word: string; isStem: boolean }[] {
  const { folded } = tokenise(word);
  return folded.map((each, at) => ({ word: fold(each), isStem: word.endsWith('*') && at === folded.length - 1 }));
}
