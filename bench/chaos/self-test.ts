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
  { plant: 'early-acknowledgement', wrong: 'lost', only: ['kill database', 'kill parley'], rounds: 8 },
  { plant: 'half-erasure', wrong: 'halfErased', only: ['nothing'], rounds: 2 },
  { plant: 'unlocked-erasure', wrong: 'halfErased', only: ['nothing'], rounds: 4 },
  { plant: 'kept-keys', wrong: 'halfErased', only: ['nothing'], rounds: 2, keysDatabase: true },
];
const seed = 7;

/** What became of one plant: in which of at most `rounds` it was found (null: in none), by which count and how high that was, and how long it took. */
export type Found = {
  readonly plant: string;
  readonly found: number | null;
  readonly rounds: number;
  readonly by: keyof Findings;
  readonly count: number;
  readonly seconds: number;
};
/** `isGood` when each plant was found and the rounds without one held. */
export type Tested = { readonly seed: number; isGood: boolean; readonly plants: Found[]; clean?: { rounds: number; held: boolean } };

/** A plant by its name. */
export const plantOf = (name: string): Planted => {
  const found = planted.find(({ plant }) => plant === name);
  if (!found) throw new Error(`no plant is called ${name}`);
  return found;
};

/** Runs each plant until it is found, then rounds that must hold; says what happened. `keep` hears after each of them what is known so far. */
export async function selfTest(
  say: (line: string) => void,
  { named = planted.map((each) => each.plant), clean = 3, keep = (_tested: Tested): void => undefined } = {},
): Promise<Tested> {
  const tested: Tested = { seed, isGood: true, plants: [] };
  for (const { plant, wrong, only, rounds, keysDatabase } of planted.filter((each) => named.includes(each.plant))) {
    const began = performance.now();
    const outcome = await chaos(seed, rounds, { plant, only, keysDatabase, say, untilWrong: true });
    const [isFound, seconds] = [outcome[wrong] > 0, Math.round((performance.now() - began) / 1000)];
    tested.isGood &&= isFound;
    tested.plants.push({ plant, found: isFound ? outcome.rounds : null, rounds, by: wrong, count: outcome[wrong], seconds });
    say(`${plant}: ${isFound ? `found in round ${outcome.rounds} (${wrong} ${outcome[wrong]})` : `NOT FOUND in ${rounds} rounds`}`);
    keep(tested);
  }
  if (clean === 0) return tested;
  const held = holds(await chaos(seed, clean, { say }));
  tested.isGood &&= held;
  tested.clean = { rounds: clean, held };
  say(`without a plant: ${held ? 'all held' : 'SOMETHING DID NOT HOLD'}`);
  keep(tested);
  return tested;
}
