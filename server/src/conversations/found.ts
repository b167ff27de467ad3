// What was found in words, as it is kept: in the row of the message as numbers by kind, in the ledger as one code.
import type { Counts } from '#detection';

export const asJson = (found: Counts): string | null => (Object.keys(found).length === 0 ? null : JSON.stringify(found));

/** `found: "card 1, health 2"`, in the order of the closed list; nothing where nothing was found. */
export function foundFacts(found: Counts): { found?: string } {
  const parts = Object.entries(found).map(([kind, count]) => `${kind} ${count}`);
  return parts.length === 0 ? {} : { found: parts.join(', ') };
}
