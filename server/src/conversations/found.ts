// What was found in words, as it is kept: in the row of the message as numbers by kind, in the ledger as one number for each kind.
import type { Counts } from '#detection';

export const asJson = (found: Counts): string | null => (Object.keys(found).length === 0 ? null : JSON.stringify(found));

/** `foundCard: 1, foundSpecial: 2`; nothing where nothing was found. */
export function foundFacts(found: Counts): Record<string, number> {
  return Object.fromEntries(
    Object.entries(found)
      .filter(([kind]) => !kind.startsWith('asks-')) // a hint is none of the ledger's facts
      .map(([kind, count]) => [`found${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, count]),
  );
}
