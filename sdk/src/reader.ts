// Reads the server's list of messages by its own place in it. That place is not the newest message known: the visitor's own is acknowledged at
// once, while an answer with a lower number may still be on its way out, and would be skipped.
import { lastSequence, type Message } from './thread.ts';

export type ReaderParts = {
  readonly fetch: (after: number) => Promise<{ items: readonly Message[]; lastSequence: number; thread: string | null }>;
  /** Another thread than before: what was shown is not this visitor's any more. */
  readonly onOther: () => void;
  readonly hear: (messages: readonly Message[]) => void;
};
export type Reader = {
  /** Fetches until nothing is left; one run at a time, and once more for whoever calls meanwhile. Rejects when the server cannot be reached. */
  catchUp(): Promise<void>;
  /** A message of this number can be fetched now, perhaps after others that came later. */
  announce(sequence: number): void;
};

export function openReader({ fetch, hear, onOther }: ReaderParts): Reader {
  let readUpTo = 0;
  let backTo = Number.POSITIVE_INFINITY;
  let running: Promise<void> | undefined;
  let missed = false;
  let thread: string | null = null;
  const known = new Set<number>();

  async function read(): Promise<void> {
    do {
      missed = false;
      await pass().catch((error: unknown) => {
        if (!missed) throw error; // whoever called while it hung is not told of its end
      });
    } while (missed);
  }

  async function pass(): Promise<void> {
    for (;;) {
      const from = backTo;
      const { items, lastSequence: last, thread: now } = await fetch(Math.min(readUpTo, from));
      if (now !== thread) {
        const isOther = thread !== null;
        thread = now;
        if (isOther) {
          readUpTo = 0;
          backTo = Number.POSITIVE_INFINITY;
          known.clear();
          onOther();
          missed = true;
          break;
        }
      }
      if (backTo === from) backTo = Number.POSITIVE_INFINITY;
      readUpTo = Math.max(readUpTo, lastSequence(items));
      for (const { sequence } of items) known.add(sequence);
      hear(items);
      if (items.length === 0 || lastSequence(items) >= last) break;
    }
  }

  return {
    catchUp() {
      missed = true;
      running ??= read().finally(() => {
        running = undefined;
      });
      return running;
    },
    announce(sequence) {
      if (sequence <= readUpTo && !known.has(sequence)) backTo = Math.min(backTo, sequence - 1);
    },
  };
}
