// Words in two languages: each feature brings a small dictionary of its own, and the type of the English one is the law for the German one.
import { useSyncExternalStore } from 'react';
import { createStore } from '#lib/store.ts';

export type Language = 'en' | 'de';
type Entry = string | ((...values: never[]) => string);
type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };
export type Words<T> = { readonly en: Translated<T>; readonly de: Translated<T> };

/** A dictionary: a missing or superfluous German entry does not compile. */
export function words<T extends Record<string, Entry>>(en: T, de: Translated<T>): Words<T> {
  return { en: en as Translated<T>, de };
}

export const language = createStore<Language>(firstLanguage());

/** The words of a dictionary in the language of the page. */
export function useWords<T>(dictionary: Words<T>): Translated<T> {
  return dictionary[useLanguage()];
}

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get);
}

/** Outside React: the words at this moment. */
export function wordsNow<T>(dictionary: Words<T>): Translated<T> {
  return dictionary[language.get()];
}

/** Keeps the choice on this device: a preference, nothing about a person. */
export function chooseLanguage(next: Language): void {
  localStorage.setItem('parley.language', next);
  language.set(next);
  document.documentElement.lang = next;
}

/** A code of the server in words, or the code itself when a newer server knows more than this page. */
export function named(dictionary: Readonly<Record<string, unknown>>, code: string): string {
  const found = dictionary[code];
  return typeof found === 'string' ? found : code.replaceAll('-', ' ');
}

function firstLanguage(): Language {
  if (typeof document === 'undefined') return 'en';
  const chosen = localStorage.getItem('parley.language') ?? navigator.language.slice(0, 2);
  return chosen === 'de' ? 'de' : 'en';
}
