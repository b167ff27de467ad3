// What Twilio's codes mean for a message, in words for an agent (twilio.com/docs/api/errors). Its own text may quote a number and goes no further.
import type { Outcome } from '../../../adapter.ts';
import type { Answer } from './call.ts';

type Meaning = { readonly because: string; readonly words: string };

const meanings: Readonly<Record<number, Meaning>> = {
  21211: { because: 'unknown-address', words: 'This is not a number that text messages can be sent to.' },
  21217: { because: 'unknown-address', words: 'This is not a number that text messages can be sent to.' },
  21614: { because: 'unknown-address', words: 'This number is no mobile number.' },
  21408: {
    because: 'country-off',
    words: 'Messages to this country are switched off in the company’s account at Twilio. An administrator can allow them there.',
  },
  21606: { because: 'sender-unusable', words: 'Our number cannot send to this number. An administrator must look at the channel.' },
  21659: {
    because: 'sender-unusable',
    words: 'Our number does not belong to the account at Twilio. An administrator must look at the channel.',
  },
  21660: {
    because: 'sender-unusable',
    words: 'Our number does not belong to the account at Twilio. An administrator must look at the channel.',
  },
  21610: { because: 'opted-out', words: 'This person has stopped text messages from this number. That is recorded as their wish.' },
  21617: { because: 'too-long', words: 'The text is longer than the 1,600 characters that a text message can have.' },
  30001: { because: 'queue-full', words: 'Too much was waiting at Twilio, and it let this message go. It may be sent again.' },
  30002: { because: 'account-suspended', words: 'The company’s account at Twilio is suspended. An administrator must look at it.' },
  30003: {
    because: 'handset-unreachable',
    words: 'The phone could not be reached: it is off or without network. It may be sent again later.',
  },
  30004: { because: 'blocked', words: 'The phone, or its network, takes no messages from us.' },
  30005: { because: 'unknown-address', words: 'Nobody has this number any more.' },
  30006: { because: 'landline', words: 'This is a landline, or a network that carries no text messages.' },
  30007: {
    because: 'filtered',
    words: 'The network took this message for unwanted and dropped it. Other words, or a registered sender, may help.',
  },
  30008: { because: 'carrier-error', words: 'The network did not deliver this message and does not say why.' },
  63018: { because: 'throttled', words: 'Twilio is asked for more messages than it takes now. It will be tried again.' },
};
const unnamed: Meaning = { because: 'rejected', words: 'Twilio refused the message for good.' };

/** Why a message did not arrive, from the `ErrorCode` of a status. */
export const meaningOf = (code: number): Meaning =>
  meanings[code] ?? { because: 'undelivered', words: 'The message did not arrive, and Twilio does not say why.' };

/** The outcome of an answer that is no success. */
export function refusalOf({ status, body, retryAfter }: Answer): Outcome {
  const code = Number(body['code']);
  if (status === 429 || code === 20429 || code === 63018)
    return {
      outcome: 'retry',
      because: 'throttled',
      words: 'Twilio is asked for more messages than it takes now. It will be tried again.',
      ...(retryAfter !== undefined && { afterSeconds: retryAfter }),
    };
  if (status === 401 || status === 403 || code === 20003)
    return {
      outcome: 'retry',
      because: 'bad-credentials',
      words: 'Twilio does not accept our sign-in. An administrator must look at the channel.',
    };
  if (status >= 500 && status !== 503)
    return {
      outcome: 'failed',
      because: 'unknown-fate',
      words: 'Twilio had a fault while it was told, so it is not known whether this was sent. Ask before sending it again.',
    };
  if (status === 503)
    return { outcome: 'retry', because: 'unreachable', words: 'Twilio has a fault at this moment. It will be tried again.' };
  const { because, words } = meanings[code] ?? unnamed;
  return { outcome: because === 'opted-out' ? 'refused' : 'failed', because, words };
}
