// What a provider shows us is compared by digests: in constant time, whatever the lengths.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether both are the same and not empty. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
