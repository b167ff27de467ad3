// What a person is called: by name, or as a visitor with the end of their id, so that two nameless ones are not taken for one.
import { useWords, words, wordsNow } from '#lib/language.ts';

type Named = { readonly id: string; readonly name: string | null };

/** Calls people by name in the language of the page. */
export function usePersonName(): (person: Named) => string {
  const w = useWords(own);
  return (person) => person.name || w.visitor(person.id.slice(-4));
}

/** The same outside React. */
export function personName(person: Named): string {
  return person.name || wordsNow(own).visitor(person.id.slice(-4));
}

const own = words({ visitor: (mark: string) => `Visitor ${mark}` }, { visitor: (mark: string) => `Besuch ${mark}` });
