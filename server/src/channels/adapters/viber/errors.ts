// What the codes of Viber's bot API mean for a message, in words for an agent. Viber's own text may quote somebody and goes no further.
import type { Silence } from '#kit/unsent';
import type { Refusal } from '../bots/in-order.ts';
import { badCredentials, hasFault, silent, throttled, unknownFate } from '../bots/refusals.ts';
import type { Answer } from './call.ts';

type Meaning = { readonly because: string; readonly words: string };

const gone: Meaning = { because: 'unknown-address', words: 'Viber does not know this person any more.' };
const suspended: Meaning = {
  because: 'account-suspended',
  words: 'Viber has blocked or suspended the company’s bot. An administrator must look at it.',
};
const unpaid: Meaning = {
  because: 'sender-unusable',
  words:
    'The bot may not send now: its free messages or its balance at Viber are used up, or it is not paid for. An administrator must look at it.',
};
const meanings: Readonly<Record<number, Meaning>> = {
  3: { because: 'rejected', words: 'Viber did not understand this message as it was, or takes no file of this kind.' },
  4: { because: 'rejected', words: 'Viber did not understand this message as it was.' },
  5: gone,
  6: { because: 'opted-out', words: 'This person has unsubscribed from the bot. That is recorded as their wish.' },
  7: suspended,
  8: suspended,
  9: suspended,
  10: {
    because: 'sender-unusable',
    words: 'The bot has no webhook at Viber, so it may not send. An administrator must connect the channel.',
  },
  11: { because: 'undeliverable', words: 'No device of this person can show messages of a bot: their Viber is too old.' },
  13: { because: 'undeliverable', words: 'This person’s Viber is too old for this message.' },
  14: { because: 'undeliverable', words: 'This person’s Viber is too old for this message.' },
  15: { because: 'sender-unusable', words: 'Viber does not let the company’s bot send messages. An administrator must look at it.' },
  21: { because: 'country-off', words: 'Viber’s bots cannot write to people in this country.' },
  22: unpaid,
  23: unpaid,
  24: unpaid,
};
const unnamed: Meaning = { because: 'rejected', words: 'Viber refused the message for good.' };

/** The outcome of an answer that is no success. */
export function refusalOf(answer: Answer | Silence): Refusal {
  if ('silent' in answer) return silent('Viber', answer);
  const { status, http, retryAfter } = answer;
  if (status === 12 || http === 429) return throttled('Viber', retryAfter);
  if (status === 2 || http === 401 || http === 403) return badCredentials('Viber', 'the bot’s token');
  if (http === 503) return hasFault('Viber');
  if (http >= 500) return unknownFate('Viber had a fault while it was told');
  const { because, words } = meanings[status] ?? unnamed;
  return { outcome: because === 'opted-out' ? 'refused' : 'failed', because, words };
}
