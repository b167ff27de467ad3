// When an address in a package is one that a person proved here: both in the one spelling of their kind.
import { normalise } from '#people';

/** Kind and normalised value of an email address or a telephone number; nothing for all else. */
export function compared(kind: unknown, value: unknown): string[] {
  if ((kind !== 'email' && kind !== 'phone') || typeof value !== 'string' || value.length > 254) return [];
  const normal = normalise(kind, value);
  return normal ? [`${kind} ${normal}`] : [];
}
