// What a screen reader should say now: one polite region for the whole page (app/shell.tsx shows it). A sentence may hold words of a person, so it does
// not stay: who is erased meanwhile leaves this corner of the page as well.
import { createStore } from '#lib/store.ts';

export const announcement = createStore('');
const spokenMs = 5_000;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence once; the same sentence again is said again. */
export function announce(sentence: string): void {
  announcement.set('');
  clearTimeout(leaving);
  setTimeout(() => announcement.set(sentence), 60);
  leaving = setTimeout(() => announcement.set(''), spokenMs);
}
