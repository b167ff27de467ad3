// A message on its way may already have arrived though its answer was lost. Then the thread holds its twin, and the copy on its way is not shown:
// never doubled, never lost.
import type { Message } from './types.ts';

export type Waiting = { readonly key: string; readonly kind: Message['kind']; readonly text: string; readonly after: number };

/** The waiting ones without those that stand in the thread: same author, kind and words, newer than what was there when they were sent. */
export function withoutTwins<T extends Waiting>(waiting: readonly T[], messages: readonly Message[], me: string): T[] {
  const claimed = new Set<string>();
  return waiting.filter((mine) => {
    const twin = messages.find((message) => !claimed.has(message.id) && isTwin(mine, message, me));
    if (twin) claimed.add(twin.id);
    return !twin;
  });
}

function isTwin(mine: Waiting, message: Message, me: string): boolean {
  return (
    message.sequence > mine.after && message.author.id === me && message.kind === mine.kind && message.text.trim() === mine.text.trim()
  );
}
