// Work that keeps a processor busy for longer than others should wait goes to a few threads beside the one that answers. They begin when they are asked and end when nobody
// asks them any more, with all that they held.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export type Threads<Asked, Said> = {
  /** Hands over and waits for what is said; `moved` is the other side's from then on. Rejects with what cannot be handed over, and with `thread-ended` when the thread ended before. */
  ask(asked: Asked, moved: readonly ArrayBuffer[]): Promise<Said>;
  /** Ends them all; whoever waits gets the error. */
  close(): Promise<void>;
};
type Thread<Said> = { readonly worker: Worker; readonly waiting: PromiseWithResolvers<Said>[]; idle: NodeJS.Timeout | undefined };

const most = Math.min(2, availableParallelism() - 1);
/** On one processor a thread would only take turns with the one that answers. */
export const hasThreads = most > 0;

/** Threads that run a module, which answers each message by one, in order. They see no variable of the environment. */
export function openThreads<Asked, Said>(module: URL, { idleMs = 10_000 } = {}): Threads<Asked, Said> {
  const threads = new Set<Thread<Said>>();
  const end = (thread: Thread<Said>) => {
    threads.delete(thread);
    clearTimeout(thread.idle);
    for (const each of thread.waiting.splice(0)) each.reject(Object.assign(new Error('a thread ended'), { code: 'thread-ended' }));
    return thread.worker.terminate();
  };
  const begin = (): Thread<Said> => {
    const worker = new Worker(module, {
      env: {},
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 },
    });
    const thread: Thread<Said> = { worker, waiting: [], idle: undefined };
    worker
      .on('message', (said: Said) => {
        thread.waiting.shift()?.resolve(said);
        if (thread.waiting.length > 0) return;
        worker.unref(); // nobody waits: it keeps no process alive
        thread.idle = setTimeout(() => void end(thread), idleMs).unref();
      })
      .on('error', () => void end(thread)) // what was wrong may speak of what it held
      .on('messageerror', () => void end(thread))
      .on('exit', () => void end(thread));
    threads.add(thread);
    return thread;
  };
  const leastBusy = () => {
    const [first = begin(), ...others] = [...threads].sort((a, b) => a.waiting.length - b.waiting.length);
    return first.waiting.length > 0 && others.length + 1 < most ? begin() : first;
  };
  return {
    async ask(asked, moved) {
      const thread = leastBusy();
      try {
        thread.worker.postMessage(asked, moved); // first: what cannot be handed over is not waited for
      } catch (error) {
        if (thread.waiting.length === 0 && thread.idle === undefined) void end(thread); // it was begun for this alone
        throw error;
      }
      clearTimeout(thread.idle);
      thread.worker.ref();
      const said = Promise.withResolvers<Said>();
      thread.waiting.push(said);
      return said.promise;
    },
    close: async () => void (await Promise.all([...threads].map(end))),
  };
}
