// The code by which an answer names the question it belongs to. It is no secret: the number that answers is the proof.
import { createHash } from 'node:crypto';
import type { Id } from '#kit/ids';

/** Four digits, always the same for one event. */
export function codeOf(event: Id<'cns'>): string {
  return String(1000 + (createHash('sha256').update(event).digest().readUInt32BE(0) % 9000));
}
