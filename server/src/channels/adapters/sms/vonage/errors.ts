// What Vonage's codes mean for a message, in words for an agent (developer.vonage.com/en/api-errors/messages). Its own text may quote a number and goes no further.
import type { Outcome } from '../../../adapter.ts';
import { badCredentials, meanings as common, faulty, type Meaning, throttled, tooLong } from '../words.ts';
import type { Answer } from './call.ts';

const credit: Meaning = {
  because: 'no-credit',
  words: 'The company’s account at Vonage has no credit left. An administrator must look at it.',
};
const suspended: Meaning = {
  because: 'account-suspended',
  words: 'The company’s account at Vonage is barred from sending. An administrator must look at it.',
};
const notEnabled: Meaning = {
  because: 'sender-unusable',
  words: 'The company’s account at Vonage is not set up to send this way. An administrator must look at it.',
};
const unpermitted: Meaning = {
  because: 'country-off',
  words: 'The company’s account at Vonage may not send to this number yet. An administrator can allow it there.',
};
const unreached: Meaning = { because: 'landline', words: 'This is a landline, or a network that carries no text messages from us.' };

const meanings: Readonly<Record<number, Meaning>> = {
  1000: { because: 'throttled', words: 'Vonage was asked for more messages than it takes, and let this one go. It may be sent again.' },
  1040: common.unknownAddress,
  1050: common.blocked,
  1060: suspended,
  1070: credit,
  1090: { because: 'too-long', words: tooLong(1_000) },
  1120: common.senderNotTakenThere,
  1140: notEnabled,
  1160: unpermitted,
  1170: common.unknownAddress,
  1180: common.unreachable,
  1190: common.gone,
  1200: { because: 'carrier-error', words: 'Something is wrong with this number since it moved to another network.' },
  1210: common.filtered,
  1220: common.unreachable,
  1230: common.carrierError,
  1240: common.optedOut,
  1250: unreached,
  1260: common.carrierError,
  1270: { because: 'filtered', words: 'The network lets this text not through to this person because of their age.' },
  1280: common.blocked,
  1290: { because: 'blocked', words: 'The person’s own prepaid card has no credit left to receive this.' },
  1300: unreached,
  1330: common.carrierError,
  1360: { because: 'expired', words: 'The phone could not be reached in time, and the message was let go. It may be sent again.' },
  1420: common.senderNotTakenThere,
  1430: common.unknownAddress,
};
const unnamed: Meaning = { because: 'rejected', words: 'Vonage refused the message for good.' };
const waits: ReadonlySet<number> = new Set([1060, 1070]); // an administrator can mend these while the message waits

/** The number at the end of a problem's `type`, such as `…/api-errors/messages#1120`; NaN for a word such as `#unauthorized`. */
const codeOf = (type: unknown): number => Number(/#(\d{3,5})$/.exec(String(type))?.[1] ?? Number.NaN);

/** Why a message did not arrive, from the `error` of a status. */
export function meaningOf(error: unknown): Meaning {
  const { type, title } = (error ?? {}) as { type?: unknown; title?: unknown };
  const found = meanings[codeOf(type)] ?? meanings[Number(title)]; // older statuses have the code as their title
  return found ?? { because: 'undelivered', words: 'The message did not arrive, and Vonage does not say why.' };
}

/** The outcome of an answer that is no success. */
export function refusalOf({ status, body, retryAfter }: Answer): Outcome {
  const code = codeOf(body['type']);
  if (status === 429 || code === 1000) return throttled('Vonage', retryAfter);
  if (status === 402) return { outcome: 'retry', ...credit };
  if (status === 401 || status === 403) return badCredentials('Vonage');
  if (status >= 500) return faulty('Vonage', status);
  const meaning = meanings[code] ?? unnamed;
  if (waits.has(code)) return { outcome: 'retry', ...meaning };
  return { outcome: meaning.because === 'opted-out' ? 'refused' : 'failed', ...meaning };
}
