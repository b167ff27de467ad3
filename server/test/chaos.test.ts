// A short chaos in every run of the tests: a planted fault must be found, and without one everything must hold. The long ones: `npm run chaos`, and with `--self-test` those plants that only chance uncovers.
import { expect, it } from 'vitest';
import { chaos, holds } from '../../bench/chaos/rounds.ts';
import { plantOf } from '../../bench/chaos/self-test.ts';

const quiet = { say: () => undefined };

it('an erasure that leaves something is found', { timeout: 400_000 }, async () => {
  const { plant, wrong, only, rounds } = plantOf('half-erasure');
  const outcome = await chaos(7, rounds, { ...quiet, plant, only, untilWrong: true });
  expect(outcome[wrong]).toBeGreaterThan(0);
});

it('Parley and its database are killed under load, and nothing acknowledged is missing', { timeout: 400_000 }, async () => {
  const outcome = await chaos(8, 1, { ...quiet, only: ['kill both'] });
  expect(outcome.kills).toBe(2);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  expect(holds(outcome), JSON.stringify(outcome)).toBe(true);
});
