// A short chaos in every run of the tests: a planted fault must be found, and without one everything must hold. The long ones: `npm run chaos`.
import { expect, it } from 'vitest';
import { chaos, holds } from '../../bench/chaos/rounds.ts';
import { plantOf } from '../../bench/chaos/self-test.ts';

const quiet = { say: () => undefined };

it.each([
  ['an acknowledgement before the commit is on disk', 'early-acknowledgement'],
  ['an erasure that leaves something', 'half-erasure'],
  ['an erasure that does not wait for who is writing', 'unlocked-erasure'],
])('%s is found', { timeout: 400_000 }, async (_, name) => {
  const { plant, wrong, only, rounds } = plantOf(name);
  const outcome = await chaos(7, 2 * rounds, { ...quiet, plant, only, untilWrong: true });
  expect(outcome[wrong], JSON.stringify(outcome)).toBeGreaterThan(0);
});

it('Parley and its database are killed under load, and nothing acknowledged is missing', { timeout: 400_000 }, async () => {
  const outcome = await chaos(8, 1, { ...quiet, only: ['kill both'] });
  expect(outcome.kills).toBe(2);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  expect(holds(outcome), JSON.stringify(outcome)).toBe(true);
});
