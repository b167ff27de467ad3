// What an honest client does when it gets no answer: the same again, with the same key, until there is one.
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, ProblemError } from '@parley/sdk';

/** The answer for a person who was erased meanwhile. */
export const gone = Symbol('gone');
const patience = 120_000; // ms
const answers: ReadonlySet<number> = new Set([401, 404, 409, 410]);

/** Tries until it is acknowledged; lost connections, 5xx and 429 are tried again, 401, 404, 409 and 410 are an answer: `gone`. */
export async function untilDone<T>(work: () => Promise<T>, onRetry: () => void = () => undefined): Promise<T | typeof gone> {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProblemError && answers.has(error.status)) return gone;
      const mayPass = error instanceof ConnectionLost || !(error instanceof ProblemError) || error.status >= 500 || error.status === 429;
      if (!mayPass || Date.now() > until) throw error;
      onRetry();
      await sleep(Math.min(1000, ((error as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0.1) * 1000));
    }
  }
}
