// Slows down guessing at one address: a small bucket of tries that fills again with time. Bounded memory; the least recently tried is forgotten first.

export type Throttle = {
  /** Takes one try; gives 0, or the seconds until the next one. Counted before the work, so that many at once gain nothing. */
  take(key: string, now: Date): number;
  /** Gives the tries back after a success. */
  clear(key: string): void;
  readonly size: number;
};

/** `tries` at once, one more every `refillSeconds`, at most `capacity` keys remembered. */
export function openThrottle(limits: { readonly tries: number; readonly refillSeconds: number; readonly capacity: number }): Throttle {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, now) {
      const seconds = now.getTime() / 1000;
      const known = buckets.get(key) ?? { left: limits.tries, at: seconds };
      const left = Math.min(limits.tries, known.left + (seconds - known.at) / limits.refillSeconds);
      buckets.delete(key);
      buckets.set(key, { left: left < 1 ? left : left - 1, at: seconds });
      if (buckets.size > limits.capacity) buckets.delete(buckets.keys().next().value ?? '');
      return left < 1 ? Math.ceil((1 - left) * limits.refillSeconds) : 0;
    },
    clear: (key) => void buckets.delete(key),
    get size() {
      return buckets.size;
    },
  };
}
