// What a screen reader should say now: one polite region for the whole page (app/shell.tsx shows it).
import { createStore } from '#lib/store.ts';

export const announcement = createStore('');

/** Says a sentence once; the same sentence again is said again. */
export function announce(sentence: string): void {
  announcement.set('');
  setTimeout(() => announcement.set(sentence), 60);
}
