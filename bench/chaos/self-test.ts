// The test of the test: each planted fault must be found within a few rounds, by the very count that is there for it, and a short run without one must hold.
import type { Fault } from './faults.ts';
import type { Findings } from './findings.ts';
import { chaos, holds } from './rounds.ts';

type Planted = {
  readonly plant: string;
  readonly wrong: keyof Findings;
  readonly only: readonly Fault[];
  readonly rounds: number;
  readonly keysDatabase?: true;
};
const planted: readonly Planted[] = [
  { plant: 'early-acknowledgement', wrong: 'lost', only: ['kill database'], rounds: 8 },
  { plant: 'half-erasure', wrong: 'halfErased', only: ['nothing'], rounds: 2 },
  { plant: 'unlocked-erasure', wrong: 'halfErased', only: ['nothing'], rounds: 4 },
  { plant: 'kept-keys', wrong: 'halfErased', only: ['nothing'], rounds: 2, keysDatabase: true },
];
const seed = 7;

/** A plant by its name. */
export const plantOf = (name: string): Planted => {
  const found = planted.find(({ plant }) => plant === name);
  if (!found) throw new Error(`no plant is called ${name}`);
  return found;
};

/** Runs each plant until it is found, then rounds that must hold; says what happened and gives whether all was as it must be. */
export async function selfTest(
  say: (line: string) => void,
  named: readonly string[] = planted.map((each) => each.plant),
  clean = 3,
): Promise<boolean> {
  let isGood = true;
  for (const { plant, wrong, only, rounds, keysDatabase } of planted.filter((each) => named.includes(each.plant))) {
    const outcome = await chaos(seed, rounds, { plant, only, keysDatabase, say, untilWrong: true });
    const isFound = outcome[wrong] > 0;
    isGood &&= isFound;
    say(`${plant}: ${isFound ? `found in round ${outcome.rounds} (${wrong} ${outcome[wrong]})` : `NOT FOUND in ${rounds} rounds`}`);
  }
  if (clean === 0) return isGood;
  const isWhole = holds(await chaos(seed, clean, { say }));
  say(`without a plant: ${isWhole ? 'all held' : 'SOMETHING DID NOT HOLD'}`);
  return isGood && isWhole;
}
