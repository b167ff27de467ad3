// Which words the chat speaks now: at first those of the script, then those of the wished language, which are fetched once somebody opens the chat.
import { fetchWords, firstWords, type Language, type Words } from './words.ts';

export type Speech = {
  words(): Words;
  /** The language wished for. */
  wished(): Language;
  /** The language spoken: English while the words of the wished one cannot be had. */
  spoken(): Language;
  isReady(): boolean;
  /** Fetches what is missing; tries again each time after a failure. */
  learn(): Promise<void>;
  change(language: Language): void;
};

export function openSpeech(server: string, first: Language): Speech {
  let wished = first;
  let words = firstWords(first);
  let ready = first === 'en';
  return {
    words: () => words,
    wished: () => wished,
    spoken: () => (ready ? wished : 'en'),
    isReady: () => ready,
    async learn() {
      while (!ready) {
        const asked = wished;
        const all = await fetchWords(server, asked);
        if (asked !== wished) continue; // another one was chosen meanwhile
        ready = all !== undefined;
        words = all ?? firstWords('en');
        return;
      }
    },
    change(language) {
      wished = language;
      words = firstWords(language);
      ready = language === 'en';
    },
  };
}
