// News may overtake the answer to what was sent, whose id is known only then. What stays unknown was sent by another tool of the company.
import type { Hooks, Receipt } from '../adapter.ts';

const patienceMs = [200, 600, 1_800];

/** Reports once more what nobody knew, for as long as a provider waits. */
export async function reportAgain(hooks: Pick<Hooks, 'report'>, unknown: readonly Receipt[]): Promise<void> {
  let left = unknown;
  for (const ms of patienceMs) {
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, ms));
    const still: Receipt[] = [];
    for (const receipt of left) if ((await hooks.report(receipt)) === 'unknown') still.push(receipt);
    left = still;
  }
}
