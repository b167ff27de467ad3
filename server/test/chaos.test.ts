// A short chaos in every run of the tests: a planted fault must be found, and without one everything must hold. The long ones: `npm run chaos`.
import { expect, it } from 'vitest';
import { chaos, holds } from '../../bench/chaos/rounds.ts';

const quiet = { say: () => undefined };

it('an erasure that leaves something is found', { timeout: 400_000 }, async () => {
  const outcome = await chaos(7, 2, { ...quiet, plant: 'half-erasure', only: ['nothing'], untilWrong: true });
  expect(outcome.halfErased).toBeGreaterThan(0);
});

it('Parley and its database are killed under load, and nothing acknowledged is missing', { timeout: 400_000 }, async () => {
  const outcome = await chaos(8, 1, { ...quiet, only: ['kill both'] });
  expect(outcome.kills).toBe(2);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  expect(holds(outcome), JSON.stringify(outcome)).toBe(true);
});
