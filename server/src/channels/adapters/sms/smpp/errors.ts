// What the status of an answer means (SMPP 3.4, 5.1.3), in words for an agent.
import type { Outcome } from '../../../adapter.ts';
import { badCredentials, meanings as common, type Meaning, tooLong } from '../words.ts';

export const statuses = { ok: 0, invalidLength: 0x02, invalidCommand: 0x03, temporary: 0x64, notBound: 0x04 } as const;

const throttling: ReadonlySet<number> = new Set([0x14, 0x58]);
const credentials: ReadonlySet<number> = new Set([0x04, 0x0d, 0x0e, 0x0f]);
const passing: ReadonlySet<number> = new Set([0x08, 0x64]);
const meanings: Readonly<Record<number, Meaning>> = {
  1: { because: 'too-long', words: tooLong(1_600) },
  10: { because: 'sender-unusable', words: 'The carrier does not take our number as a sender. An administrator must look at the channel.' },
  11: common.unknownAddress,
  80: common.unknownAddress,
  81: common.unknownAddress,
  102: common.filtered,
};
const unnamed: Meaning = { because: 'rejected', words: 'The carrier refused the message for good.' };

/** Whether the carrier is asked for more than it takes now: it is to be slowed down for. */
export const isThrottled = (status: number): boolean => throttling.has(status);
export const isSignIn = (status: number): boolean => credentials.has(status);

/** The outcome of a submission that was refused. */
export function refusalOf(name: string, status: number): Outcome {
  if (isSignIn(status)) return badCredentials(name);
  if (passing.has(status))
    return { outcome: 'retry', because: 'unreachable', words: `${name} has a fault at this moment. It will be tried again.` };
  return { outcome: 'failed', ...(meanings[status] ?? unnamed) };
}
