import { expect, test } from 'vitest';
import type { Answer } from './call.ts';
import { meaningOf, refusalOf } from './errors.ts';

const answer = (status: number, code: number, sub?: number): Answer => ({
  status,
  body: { error: { code, message: 'Recipient +12025550143 said no', ...(sub && { error_subcode: sub }) } },
  retryAfter: undefined,
});

test.each([
  ...[4, 80007, 130429, 131056, 133016].map((code) => [answer(400, code), 'retry', 'throttled'] as const),
  ...[400, 429].map((status) => [answer(status, 131048), 'retry', 'limit-reached'] as const),
  [answer(429, 0), 'retry', 'throttled'],
  [answer(400, 131053), 'retry', 'unreachable'],
  [answer(503, 2), 'retry', 'unreachable'],
  [answer(401, 190), 'retry', 'bad-credentials'],
  [answer(403, 10), 'retry', 'bad-credentials'],
  [answer(400, 131047), 'refused', 'window-closed'],
  [answer(400, 10, 2018278), 'refused', 'window-closed'],
  [answer(400, 131050), 'refused', 'opted-out-of-advertising'],
  [answer(400, 551), 'failed', 'blocked'],
  [answer(400, 100, 2018001), 'failed', 'unknown-address'],
  [answer(400, 132001), 'failed', 'template-unusable'],
  [answer(400, 99_999), 'failed', 'rejected'],
  [answer(500, 1), 'failed', 'unknown-fate'],
  [{ silent: 'never-left' }, 'retry', 'unreachable'],
  [{ silent: 'unknown' }, 'failed', 'unknown-fate'],
] as const)('%o is %s, %s', (told, outcome, because) => {
  const refusal = refusalOf(told);
  expect(refusal).toMatchObject({ outcome, because });
  expect(JSON.stringify(refusal)).not.toContain('12025550143');
});

test('what a status fails with has words, also where nobody knows the code', () => {
  expect(meaningOf(131026).because).toBe('undeliverable');
  expect(meaningOf(131050).because).toBe('opted-out-of-advertising');
  expect(meaningOf(Number.NaN).because).toBe('undelivered');
});
