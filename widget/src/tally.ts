// Counts for the page around the chat: how many messages came, how many wait. What was there when the chat was taken up is not news.
import type { Tell } from './api.ts';

export type Tally = {
  /** `known` messages of the company, `waits` of them unseen; nothing is told before the first look at the server is done. */
  count(known: number, waits: number, isLoaded: boolean): void;
  /** The chat is over. */
  reset(): void;
};

export function openTally(tell: Tell): Tally {
  let before: number | undefined;
  let waiting = 0;
  const wait = (now: number) => {
    if (now !== waiting) tell('unread', now);
    waiting = now;
  };
  return {
    count(known, waits, isLoaded) {
      if (before !== undefined && known > before) tell('message', known - before);
      if (isLoaded) before = known;
      wait(waits);
    },
    reset() {
      before = undefined;
      wait(0);
    },
  };
}
