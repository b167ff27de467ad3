// Chance that can be had again: mulberry32 over a seed.
export type Chance = { below(limit: number): number; pick<T>(from: readonly T[]): T };

/** The same seed gives the same choices. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { below: (limit) => Math.floor(next() * limit), pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number] };
}
