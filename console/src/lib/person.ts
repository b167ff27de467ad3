// What a person is called: by name, or as a visitor with the end of their id, so that two nameless ones are not taken for one. Staff without a name have left and
// were erased.
import { useWords, words, wordsNow } from '#lib/language.ts';

type Named = { readonly id: string; readonly name: string | null };

/** Calls people by name in the language of the page. */
export function usePersonName(): (person: Named) => string {
  const w = useWords(own);
  return (person) => person.name || nameless(w, person.id);
}

/** The same outside React. */
export function personName(person: Named): string {
  return person.name || nameless(wordsNow(own), person.id);
}

const own = words(
  { visitor: (mark: string) => `Visitor ${mark}`, former: 'A former colleague' },
  { visitor: (mark: string) => `Besuch ${mark}`, former: 'Ehemals im Team' },
);
const nameless = (w: { visitor: (mark: string) => string; former: string }, id: string): string =>
  id.startsWith('stf_') ? w.former : w.visitor(id.slice(-4));
