// Paces what is cheap to ask for: a few at once, then one every so often. Counted by this process alone; what can be guessed is counted in the database (tries/). Bounded memory; the least recently
// tried is forgotten first.

export type Throttle = {
  /** Takes one try; gives 0, or the seconds until the next one. Counted before the work, so that many at once gain nothing. */
  take(key: string, now: Date): number;
  readonly size: number;
};

/** `tries` at once, one more every `refillSeconds` (generic cell rate algorithm), at most `capacity` keys remembered. */
export function openThrottle(limits: { readonly tries: number; readonly refillSeconds: number; readonly capacity: number }): Throttle {
  const refillMs = limits.refillSeconds * 1000;
  const fullAgainAt = new Map<string, number>();
  return {
    take(key, now) {
      const at = now.getTime();
      const full = Math.max(fullAgainAt.get(key) ?? at, at);
      const waitMs = full - (limits.tries - 1) * refillMs - at;
      fullAgainAt.delete(key);
      fullAgainAt.set(key, waitMs > 0 ? full : full + refillMs);
      if (fullAgainAt.size > limits.capacity) fullAgainAt.delete(fullAgainAt.keys().next().value ?? '');
      return waitMs > 0 ? Math.ceil(waitMs / 1000) : 0;
    },
    get size() {
      return fullAgainAt.size;
    },
  };
}
