// A line in which nobody waits behind all that one other brought: whoever was not served for longest is next, and of their own things the oldest.
export type FairQueue<T> = {
  push(who: string, item: T): void;
  shift(): T | undefined;
  /** How many wait, of all and of one. */
  size(): number;
  sizeOf(who: string): number;
};

export function fairQueue<T>(): FairQueue<T> {
  const waiting = new Map<string, T[]>(); // in the order in which they were served
  let size = 0;
  return {
    push(who, item) {
      const own = waiting.get(who);
      if (own) own.push(item);
      else waiting.set(who, [item]);
      size += 1;
    },
    shift() {
      const [entry] = waiting;
      if (!entry) return undefined;
      const [who, own] = entry;
      waiting.delete(who);
      const item = own.shift();
      if (own.length > 0) waiting.set(who, own);
      size -= 1;
      return item;
    },
    size: () => size,
    sizeOf: (who) => waiting.get(who)?.length ?? 0,
  };
}
