// Companies take turns, so that one with very much to do holds up nobody; between turns whoever works rests as long as the last one took, so that writers go first.
import { setTimeout as rest } from 'node:timers/promises';

const longestRestMs = 1000;

/** Gives each of them one turn after another until it says that it is done, or until the time is over (ms). */
export async function inTurns<Key>(
  all: readonly Key[],
  turn: (key: Key) => Promise<boolean>,
  forMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const until = performance.now() + forMs;
  const left = new Set(all);
  while (left.size > 0 && performance.now() < until)
    for (const key of [...left]) {
      const began = performance.now();
      if (await turn(key)) left.delete(key);
      const took = performance.now() - began;
      if (performance.now() < until && left.size > 0) await rest(Math.min(took, longestRestMs));
    }
}
