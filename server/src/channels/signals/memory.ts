// What is remembered of signals: when the last one went, and for a minute to whom. In this process only, bounded, and gone by itself.
export type Memory<T> = {
  /** Whether it is time for another one of this kind; then it counts as shown. Milliseconds. */
  isDue(kind: string, now: number): boolean;
  /** Does it in a few seconds, when it is due for sure; what waits for the same kind stands for what comes meanwhile. */
  later(kind: string, work: () => void): void;
  /** What is held for a conversation under this key; undefined after a minute, or under another key. */
  held(conversation: string, key: string): T | undefined;
  hold(conversation: string, key: string, value: T): void;
  forget(conversation: string): void;
};

export const everyMs = 4_000;
const heldMs = 60_000;

/** One that remembers at most so many of each; the oldest go first. */
export function openMemory<T>(most = 5_000): Memory<T> {
  const shown = new Map<string, number>();
  const waiting = new Set<string>();
  const held = new Map<string, { readonly key: string; readonly value: T; readonly timer: NodeJS.Timeout }>();

  function forget(conversation: string): void {
    clearTimeout(held.get(conversation)?.timer);
    held.delete(conversation);
  }
  return {
    isDue(kind, now) {
      if (now < (shown.get(kind) ?? -Infinity) + everyMs) return false;
      shown.delete(kind);
      shown.set(kind, now);
      if (shown.size > most) shown.delete(shown.keys().next().value as string);
      return true;
    },
    later(kind, work) {
      if (waiting.has(kind) || waiting.size >= most) return;
      waiting.add(kind);
      setTimeout(() => {
        waiting.delete(kind);
        work();
      }, everyMs).unref();
    },
    held(conversation, key) {
      const found = held.get(conversation);
      return found?.key === key ? found.value : undefined;
    },
    hold(conversation, key, value) {
      if (held.get(conversation)?.key === key) return; // not longer than from when it was opened
      forget(conversation);
      held.set(conversation, { key, value, timer: setTimeout(() => forget(conversation), heldMs).unref() });
      if (held.size > most) forget(held.keys().next().value as string);
    },
    forget,
  };
}
