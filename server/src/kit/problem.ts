// A Problem is an answer of refusal or error from the contract's closed list (RFC 9457). Anything else that is thrown is a bug: 500, logged without payload.
import { type ProblemBody, type ProblemCode, problems } from '@parley/contract';

export type ProblemExtras = {
  detail?: string;
  because?: string;
  article?: string;
  fields?: { path: string; message: string }[];
  retryAfterSeconds?: number;
};

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly extras: ProblemExtras;
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = problems[code][0];
    this.extras = extras;
  }
}

/** The body of `application/problem+json`; `detail` must never carry a personal value. */
export function problemBody(problem: Problem): ProblemBody {
  const { retryAfterSeconds: _, ...extras } = problem.extras;
  return { type: `urn:parley:problem:${problem.code}`, title: problems[problem.code][1], status: problem.status, ...extras };
}
