// The categories of the Data Privacy Vocabulary in plain words: those of the records of processing.
import { categoryWords } from '@parley/contract/category-words';
import { named, useWords, words } from '#lib/language.ts';

/** Names categories in the language of the page, in one line. */
export function useCategoryNames(): (categories: readonly string[]) => string {
  const w = useWords(said);
  return (categories) => categories.map((category) => named(w, category)).join(', ');
}

const said = words(categoryWords.en, categoryWords.de);
