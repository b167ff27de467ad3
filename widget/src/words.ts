// The words of the widget in the languages it speaks. They are short because they are part of the 20 kB.
import { de } from './words/de.ts';
import { en, type Words } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';

const all = { en, de, fr, es };

export type Language = keyof typeof all;
export type { Words } from './words/en.ts';

export function wordsIn(language: Language): Words {
  return all[language];
}

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(all, tag);
}
