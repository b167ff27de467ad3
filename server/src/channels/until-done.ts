// Two transactions that wait for each other are no fault of what they carry: the database ends one, and it is made again (record 085).
import { setTimeout as pause } from 'node:timers/promises';

export const mostAttempts = 12;
const passing: ReadonlySet<unknown> = new Set(['40P01', '40001']); // deadlock, serialisation

/** Whether the database ended it for another's sake. */
export const isPassing = (error: unknown): boolean => passing.has((error as { code?: unknown }).code);
/** Longer each time: an erasure takes a moment from key to rows. */
export const waitAfter = (attempt: number): Promise<void> => pause(20 * attempt ** 2);

/** Makes a transaction again that the database ended for another's sake, twelve times at most; `work` must have no effect but in it. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= mostAttempts || !isPassing(error)) throw error;
      await waitAfter(attempt);
    }
  }
}
