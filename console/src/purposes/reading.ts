// How easily a text reads, by the Flesch formula in the adaptation of each language: 100 is very easy, 0 very hard (Art. 12(1): plain language). Syllables are
// counted by groups of vowels, which errs a little on single words and little on a text. Pure.
export type ReadingLanguage = 'en' | 'de' | 'fr' | 'es';
export type Ease = { readonly score: number; readonly sentences: number; readonly longest: string; readonly isHard: boolean };

/** Below this a notice is hard for many: the border of “fairly difficult”. */
export const enough = 50;

/** Flesch 1948; Amstad 1978; Kandel and Moles 1958; Fernández Huerta 1959. `words` per sentence, `syllables` per word. */
const formulas: Readonly<Record<ReadingLanguage, (words: number, syllables: number) => number>> = {
  en: (words, syllables) => 206.835 - 1.015 * words - 84.6 * syllables,
  de: (words, syllables) => 180 - words - 58.5 * syllables,
  fr: (words, syllables) => 207 - 1.015 * words - 73.6 * syllables,
  es: (words, syllables) => 206.84 - 1.02 * words - 60 * syllables,
};

/** The ease of a text, with its longest sentence, which is the one to begin with; undefined for less than a few words. */
export function readingEase(text: string, language: ReadingLanguage): Ease | undefined {
  const sentences = sentencesOf(text, language);
  const words = sentences.flatMap(wordsOf);
  if (words.length < 5) return undefined;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0);
  const score = formulas[language](words.length / sentences.length, syllables / words.length);
  const longest = sentences.reduce((one, other) => (wordsOf(other).length > wordsOf(one).length ? other : one));
  return { score: Math.round(Math.min(100, Math.max(0, score))), sentences: sentences.length, longest, isHard: score < enough };
}

/** Lines are sentences too: a list has no full stops. */
function sentencesOf(text: string, language: ReadingLanguage): string[] {
  const cut = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .split('\n')
    .flatMap((line) => [...cut.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => wordsOf(sentence).length > 0);
}

const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}][\p{L}’'-]*/gu) ?? [];

/** Groups of vowels; in English and French a silent e at the end is none, in Spanish two strong vowels are two. */
export function syllablesOf(word: string, language: ReadingLanguage): number {
  const lower = word.toLowerCase();
  const spoken =
    language === 'en'
      ? lower.replace(/([^aeiouyl]|[aeiou]l)e$/, '$1').replace(/([^aeioutd])ed$/, '$1')
      : language === 'fr'
        ? lower.replace(/([^aeiouyéèê])e(s|nt)?$/, '$1')
        : lower;
  const groups = spoken.match(/[aeiouyäöüàâæéèêëïîôœùûáíóúü]+/g) ?? [];
  const apart = language === 'es' ? (spoken.match(/(?<=[aeoáéó])[aeoáéóíú]|[íú](?=[aeo])/g)?.length ?? 0) : 0;
  return Math.max(1, groups.length + apart);
}

/** Seconds it takes to say a text aloud, at the pace of a calm announcement. */
export function secondsToSay(text: string): number {
  return Math.round((wordsOf(text).length / 130) * 60);
}
