// At most so many at a time; whoever comes later waits in order.
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function gateOf(most: number): Gate {
  let under = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (under >= most) await new Promise<void>((resolve) => queue.push(resolve));
    else under += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else under -= 1;
    }
  };
}
