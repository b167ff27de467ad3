// When to send again and when not. Pure: errors and chance in, decision out.
import { ProblemError } from './errors.ts';

export type Verdict =
  | { readonly is: 'again'; readonly afterSeconds: number | undefined } // lost connection, overload, a fault of the server
  | { readonly is: 'refused'; readonly code: string } // this message will never be taken as it is
  | { readonly is: 'over'; readonly because: 'erased' | 'unknown' }; // the visit itself is gone

/** Anything that is not a clear refusal is tried again: the same clientId makes that safe. */
export function judge(error: unknown): Verdict {
  if (!(error instanceof ProblemError) || error.status >= 500 || [408, 425, 429].includes(error.status)) {
    return { is: 'again', afterSeconds: error instanceof ProblemError ? error.retryAfterSeconds : undefined };
  }
  if (error.status === 410) return { is: 'over', because: 'erased' };
  if (error.status === 401) return { is: 'over', because: 'unknown' };
  return { is: 'refused', code: error.code };
}

/** Milliseconds to wait after the given number of failures in a row: 0.5 s doubling to 30 s, half of it left to chance. */
export function pauseMs(failures: number, chance: number): number {
  return Math.min(30_000, 500 * 2 ** (failures - 1)) * (0.5 + chance / 2);
}

/** What a refusal says about the field whose path ends so; undefined when it is about something else. */
export function faultIn(error: unknown, field: string): string | undefined {
  return error instanceof ProblemError ? error.problem.fields?.find(({ path }) => path.endsWith(field))?.message : undefined;
}
