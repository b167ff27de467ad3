// A short chaos in every run of the tests: a planted fault must be found, and without one everything must hold. The long ones: `npm run chaos`, and with `--self-test` those plants that only chance uncovers.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/folder';
import { chaos, holds } from '../../bench/chaos/rounds.ts';

const quiet = { say: () => undefined };

it('an erasure that leaves something is found by the command, and the find is recorded', { timeout: 400_000 }, async () => {
  const file = path.join(temporaryFolder(), 'plants.json');
  const command = path.join(import.meta.dirname, '../../bench/chaos/run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [command, '--self-test', '--plant', 'half-erasure', '--out', file]);
  const record = JSON.parse(readFileSync(file, 'utf8'));
  expect(record, stdout).toMatchObject({ bench: 'chaos-plants', isGood: true, plants: [{ plant: 'half-erasure', by: 'halfErased' }] });
  expect(record.plants[0].found).toBeGreaterThan(0);
  expect(record.plants[0].count).toBeGreaterThan(0);
});

it('Parley and its database are killed under load, and nothing acknowledged is missing', { timeout: 400_000 }, async () => {
  const outcome = await chaos(8, 1, { ...quiet, only: ['kill both'] });
  expect(outcome.kills).toBe(2);
  expect(outcome.acknowledged).toBeGreaterThan(0);
  expect(holds(outcome), JSON.stringify(outcome)).toBe(true);
});
