import { expect, test } from 'vitest';
import { ConnectionLost, ProblemError } from './errors.ts';
import { judge, pauseMs } from './retry.ts';

const problem = (status: number, code: string, retryAfter?: number) =>
  new ProblemError({ type: `urn:parley:problem:${code}`, title: code, status }, retryAfter);

test('a lost connection, an overload and a fault of the server are tried again', () => {
  for (const error of [new ConnectionLost('x'), problem(503, 'not-ready'), problem(500, 'unexpected'), new TypeError('x')]) {
    expect(judge(error)).toMatchObject({ is: 'again' });
  }
  expect(judge(problem(429, 'too-many', 7))).toEqual({ is: 'again', afterSeconds: 7 });
});

test('a clear refusal is not repeated', () => {
  expect(judge(problem(413, 'too-large'))).toEqual({ is: 'refused', code: 'too-large' });
  expect(judge(problem(403, 'gate-refused'))).toEqual({ is: 'refused', code: 'gate-refused' });
});

test('an erased person and an unknown visit end the chat', () => {
  expect(judge(problem(410, 'erased'))).toEqual({ is: 'over', because: 'erased' });
  expect(judge(problem(401, 'not-signed-in'))).toEqual({ is: 'over', because: 'unknown' });
});

test('waiting doubles up to half a minute and is never in step with the others', () => {
  expect(pauseMs(1, 0)).toBe(250);
  expect(pauseMs(1, 1)).toBe(500);
  expect(pauseMs(4, 1)).toBe(4000);
  expect(pauseMs(40, 1)).toBe(30_000);
  expect(pauseMs(40, 0)).toBe(15_000);
});
