// A value that pages can watch: the little state that outlives a component (language, theme, drafts, what is being sent).
export type Store<T> = { get(): T; set(next: T): void; change(how: (now: T) => T): void; subscribe(hear: () => void): () => void };

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const hear of listeners) hear();
  };
  return {
    get: () => value,
    set,
    change: (how) => set(how(value)),
    subscribe(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}
