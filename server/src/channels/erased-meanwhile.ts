// Between two steps of what is on its way somebody may have been erased.
import { Problem } from '#kit/problem';

/** For `catch`: who was erased meanwhile gets no message, and that is no failure. Anything else is thrown on. */
export function erasedMeanwhile(error: unknown): undefined {
  if (error instanceof Problem && (error.code === 'erased' || error.code === 'not-found')) return undefined;
  throw error;
}
