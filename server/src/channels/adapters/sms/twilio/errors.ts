// What Twilio's codes mean for a message, in words for an agent (twilio.com/docs/api/errors). Its own text may quote a number and goes no further.
import type { Outcome } from '../../../adapter.ts';
import { badCredentials, meanings as common, faulty, type Meaning, throttled, tooLong } from '../words.ts';
import type { Answer } from './call.ts';

const notOurs: Meaning = {
  because: 'sender-unusable',
  words: 'Our number does not belong to the account at Twilio. An administrator must look at the channel.',
};

const template: Meaning = {
  because: 'template-unusable',
  words: 'WhatsApp does not take this template as it is: it is not approved, paused, or its gaps were filled otherwise than it wants.',
};
const notOnWhatsApp: Meaning = { because: 'unknown-address', words: 'This is not an account of WhatsApp that could be written to.' };
const senderOff: Meaning = {
  because: 'sender-unusable',
  words:
    'Our number may not send by WhatsApp now: it is not registered, locked, or has reached its limit. An administrator must look at the channel.',
};
const notTaken: Meaning = { because: 'rejected', words: 'WhatsApp did not take this message as it was.' };
const fileNotTaken: Meaning = {
  because: 'file-not-taken',
  words: 'WhatsApp does not take a file of this kind or size, or it could not be fetched from here.',
};
const whatsapp: Readonly<Record<number, Meaning>> = {
  21620: fileNotTaken,
  21655: template,
  21656: template,
  63001: {
    because: 'bad-credentials',
    words: 'WhatsApp does not accept the sign-in of our number. An administrator must look at the channel.',
  },
  63003: notOnWhatsApp,
  63005: notTaken,
  63007: senderOff,
  63013: { because: 'filtered', words: 'WhatsApp took this message for one against its rules and dropped it.' },
  63015: { because: 'not-joined', words: 'This number has not joined the test number at Twilio, which writes to nobody else.' },
  63016: {
    because: 'window-closed',
    words: 'The time for answers is over: WhatsApp takes only an approved template so long after the person last wrote.',
  },
  63019: fileNotTaken,
  63020: senderOff,
  63021: notTaken,
  63024: notOnWhatsApp,
  63027: template,
  63028: template,
  63031: { because: 'own-number', words: 'This is our own number.' },
  63032: { because: 'undeliverable', words: 'WhatsApp does not deliver this to this person.' },
  63033: common.blocked,
  63036: notOnWhatsApp,
  63038: senderOff,
  63040: template,
  63041: template,
  63042: template,
  63049: {
    because: 'held-back',
    words: 'WhatsApp did not deliver this because the person gets too much of this kind. It may be sent again later.',
  },
  63051: senderOff,
};

const meanings: Readonly<Record<number, Meaning>> = {
  21211: common.unknownAddress,
  21217: common.unknownAddress,
  21614: { because: 'unknown-address', words: 'This number is no mobile number.' },
  21408: {
    because: 'country-off',
    words: 'Messages to this country are switched off in the company’s account at Twilio. An administrator can allow them there.',
  },
  21606: common.senderNotTakenThere,
  21659: notOurs,
  21660: notOurs,
  21610: common.optedOut,
  21617: { because: 'too-long', words: tooLong(1_600) },
  30001: { because: 'queue-full', words: 'Too much was waiting at Twilio, and it let this message go. It may be sent again.' },
  30002: { because: 'account-suspended', words: 'The company’s account at Twilio is suspended. An administrator must look at it.' },
  30003: common.unreachable,
  30004: common.blocked,
  30005: common.gone,
  30006: { because: 'landline', words: 'This is a landline, or a network that carries no text messages.' },
  30007: common.filtered,
  30008: common.carrierError,
  63018: { because: 'throttled', words: 'Twilio is asked for more messages than it takes now. It will be tried again.' },
  ...whatsapp,
};
const unnamed: Meaning = { because: 'rejected', words: 'Twilio refused the message for good.' };

/** Why a message did not arrive, from the `ErrorCode` of a status. */
export const meaningOf = (code: number): Meaning =>
  meanings[code] ?? { because: 'undelivered', words: 'The message did not arrive, and Twilio does not say why.' };

/** The outcome of an answer that is no success. */
export function refusalOf({ status, body, retryAfter }: Answer): Outcome {
  const code = Number(body['code']);
  if (status === 429 || code === 20429 || code === 63018) return throttled('Twilio', retryAfter);
  if (status === 401 || status === 403 || code === 20003) return badCredentials('Twilio');
  if (status >= 500) return faulty('Twilio', status);
  const { because, words } = meanings[code] ?? unnamed;
  return { outcome: because === 'opted-out' || because === 'window-closed' ? 'refused' : 'failed', because, words };
}
