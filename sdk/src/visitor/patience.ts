// A request that is never answered: after a change of network some engines wait for ever. None is waited for longer than this, and whoever comes back asks anew at once.
import { ConnectionLost } from '../errors.ts';
import type { Engine } from '../events.ts';

const patienceMs = 20_000;
export type Patience = {
  /** Ends the work by its signal when it takes too long or is cut off; rejects with ConnectionLost then, whether the engine heeds the signal or not. */
  within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Cuts off all that is on its way. */
  cut(): void;
};

export function openPatience(engine: Engine): Patience {
  const cuts = new Set<() => void>();
  return {
    within: (work) =>
      new Promise((resolve, reject) => {
        const own = new engine.AbortController();
        const timer = engine.setTimeout(() => end(), patienceMs);
        const settle = () => {
          cuts.delete(end);
          engine.clearTimeout(timer as never);
        };
        const end = () => {
          settle();
          reject(new ConnectionLost(undefined));
          own.abort();
        };
        cuts.add(end);
        work(own.signal).then(resolve, reject).finally(settle);
      }),
    cut() {
      for (const end of [...cuts]) end();
    },
  };
}
