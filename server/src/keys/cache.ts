// A bounded cache of opened keys. How long it keeps one is part of how long an erasure takes, so it is configured, published, and cleared at once on a shred.
import type { KeyObject } from 'node:crypto';

export type OneKey = { readonly version: number; readonly key: KeyObject };
/** A subject's sealing key and its version, and the one before while something may still be sealed under it. */
export type LiveKey = OneKey & { readonly previous?: OneKey };
export type KeyCache<T> = {
  readonly get: (name: string) => T | undefined;
  /** `ttl` in milliseconds for this one, where it is shorter. */
  readonly put: (name: string, value: T, ttl?: number) => void;
  /** Forgets names and refuses to take them up again for a while: a key read just before a shred may arrive just after it. */
  readonly drop: (names: readonly string[]) => void;
  /** Forgets one name, which may be taken up again at once. */
  readonly forget: (name: string) => void;
  readonly clear: () => void;
  /** Lets go of what is too old. */
  readonly sweep: () => void;
  readonly size: () => number;
};

/** `ttlMs` 0 keeps nothing; Infinity keeps until pushed out by `max`. `now` in milliseconds. */
export function openCache<T>(ttlMs: number, max: number, now: () => number): KeyCache<T> {
  const kept = new Map<string, { value: T; until: number }>();
  const dropped = new Map<string, number>();
  return {
    get(name) {
      const found = kept.get(name);
      if (found === undefined) return undefined;
      kept.delete(name);
      if (found.until <= now()) return undefined;
      kept.set(name, found); // used last, goes last
      return found.value;
    },
    put(name, value, ttl = ttlMs) {
      if (ttl <= 0 || dropped.has(name)) return;
      kept.delete(name);
      kept.set(name, { value, until: now() + ttl });
      if (kept.size > max) kept.delete(kept.keys().next().value as string);
    },
    drop(names) {
      for (const name of names) {
        kept.delete(name);
        dropped.set(name, now() + Math.min(ttlMs, 600_000));
      }
    },
    forget: (name) => void kept.delete(name),
    clear: () => kept.clear(),
    sweep() {
      for (const [name, { until }] of kept) if (until <= now()) kept.delete(name);
      for (const [name, until] of dropped) if (until <= now()) dropped.delete(name);
    },
    size: () => kept.size,
  };
}
