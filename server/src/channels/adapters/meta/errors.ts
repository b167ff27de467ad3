// What the codes of the Graph API mean for a message, in words for an agent (developers.facebook.com, error codes of each platform). Its own text may quote a person and goes
// no further.
import type { Outcome } from '../../adapter.ts';
import type { Answer, Silence } from './call.ts';
import { obj } from './loose.ts';

type Meaning = { readonly because: string; readonly words: string };

const busy = new Set([4, 17, 32, 613, 80007, 130429, 131056, 131064, 133016]);
const away = new Set([2, 1200, 131016, 131053]);
const signIn = new Set([0, 10, 102, 190, 200, 131005]);
const closed: Meaning = {
  because: 'window-closed',
  words: 'The time for answers is over: Meta takes no free words so long after the person last wrote.',
};
const gone: Meaning = { because: 'unknown-address', words: 'Meta does not know this person any more, or they cannot be reached by it.' };
const template: Meaning = {
  because: 'template-unusable',
  words: 'Meta does not take this template as it is: it is not approved, paused, or its gaps were filled otherwise than it wants.',
};
const sender: Meaning = {
  because: 'sender-unusable',
  words: 'Our account at Meta may not send now: it is not registered, locked, or not paid for. An administrator must look at it.',
};
const meanings: Readonly<Record<number, Meaning>> = {
  551: { because: 'blocked', words: 'This person cannot be reached now: they may have blocked us or left.' },
  368: {
    because: 'account-suspended',
    words: 'Meta holds the account back for a while because of its rules. An administrator must look at it.',
  },
  2018278: closed,
  2534022: closed,
  2018001: gone,
  2018109: { because: 'too-large', words: 'The file is larger than Meta takes.' },
  100: { because: 'rejected', words: 'Meta did not understand this message as it was.' },
  130472: { because: 'held-back', words: 'Meta did not deliver this for reasons of its own. It may be sent again later.' },
  131021: { because: 'unknown-address', words: 'This is our own number.' },
  131026: {
    because: 'undeliverable',
    words: 'WhatsApp could not deliver this: the person may use an old version, or does not take messages from companies.',
  },
  131031: sender,
  131037: sender,
  131042: sender,
  131045: sender,
  133010: sender,
  131047: closed,
  131048: {
    because: 'limit-reached',
    words: 'WhatsApp lets the company begin with only so many people in 24 hours, and takes no more now. It may be sent again later.',
  },
  131049: {
    because: 'held-back',
    words: 'WhatsApp did not deliver this because the person gets too much of this kind. It may be sent again later.',
  },
  131050: {
    because: 'opted-out-of-advertising',
    words: 'This person has stopped advertising at WhatsApp. That is recorded as their wish.',
  },
  131051: { because: 'rejected', words: 'WhatsApp does not take this kind of message.' },
  131062: gone,
  132000: template,
  132001: template,
  132005: { because: 'too-long', words: 'With its gaps filled this template is longer than WhatsApp takes.' },
  132007: template,
  132012: template,
  132015: template,
  132016: template,
};

/** Why a message did not arrive, from the code of a status. */
export const meaningOf = (code: number): Meaning =>
  meanings[code] ?? { because: 'undelivered', words: 'The message did not arrive, and Meta gives no reason that is known here.' };

/** The outcome of an answer that is no success. */
export function refusalOf(answer: Answer | Silence): Outcome {
  if ('silent' in answer) return answer.silent === 'never-left' ? unreachable : unknownFate;
  const fault = obj(answer.body['error']);
  const [code, sub] = [Number(fault['code']), Number(fault['error_subcode'])];
  if (code === 131048)
    return {
      outcome: 'retry',
      because: 'limit-reached',
      words: 'WhatsApp lets the company begin with only so many people in 24 hours, and takes no more now. It will be tried again.',
    };
  if (answer.status === 429 || busy.has(code))
    return {
      outcome: 'retry',
      because: 'throttled',
      words: 'Meta is asked for more messages than it takes now. It will be tried again.',
      ...(answer.retryAfter !== undefined && { afterSeconds: answer.retryAfter }),
    };
  if (away.has(code) || answer.status === 503) return { ...unreachable, words: 'Meta has a fault at this moment. It will be tried again.' };
  const known = meanings[sub] ?? meanings[code];
  if (!known && (signIn.has(code) || (code >= 201 && code < 300) || answer.status === 401))
    return {
      outcome: 'retry',
      because: 'bad-credentials',
      words: 'Meta does not accept our sign-in, or it lacks a permission. An administrator must look at the channel.',
    };
  if (!known && answer.status >= 500) return unknownFate;
  const { because, words } = known ?? { because: 'rejected', words: 'Meta refused the message for good.' };
  return { outcome: because === 'opted-out-of-advertising' || because === 'window-closed' ? 'refused' : 'failed', because, words };
}

const unreachable = { outcome: 'retry', because: 'unreachable', words: 'Meta could not be reached. It will be tried again.' } as const;
const unknownFate = {
  outcome: 'failed',
  because: 'unknown-fate',
  words: 'Meta did not answer as it should, so it is not known whether this was sent. Ask before sending it again.',
} as const;
