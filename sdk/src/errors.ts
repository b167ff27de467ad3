// What a call may throw: an answer that is an error, or no answer.
import type { ProblemBody } from '@parley/contract';

/** An error answer (RFC 9457): `code` is the last part of its type URN. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: ProblemBody;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: ProblemBody, retryAfterSeconds?: number) {
    super(problem.title);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.type.split(':').at(-1) ?? 'unexpected';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer arrived: the request may or may not have been carried out; send it again with the same key. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('connection lost', { cause });
    this.name = 'ConnectionLost';
  }
}
