// What the Messaging API's refusals mean for a message, in words for an agent. LINE's own text may quote somebody and goes no further.
import type { Silence } from '#kit/unsent';
import type { Refusal } from '../bots/in-order.ts';
import { badCredentials, hasFault, silent, throttled } from '../bots/refusals.ts';
import type { Answer } from './call.ts';

const spent: Refusal = {
  outcome: 'retry',
  because: 'quota-spent',
  words: 'The company’s account at LINE has no messages left this month. It is tried again for a day; a larger plan at LINE ends the wait.',
  afterSeconds: 6 * 3_600,
};
const gone: Refusal = {
  outcome: 'failed',
  because: 'unknown-address',
  words: 'LINE does not know this person any more, or they are no friend of the account.',
};
const rejected: Refusal = { outcome: 'failed', because: 'rejected', words: 'LINE refused the message for good.' };

/** The outcome of an answer that is no success. Silence and faults are tried again: the retry key makes a repeat the same message. */
export function refusalOf(answer: Answer | Silence): Refusal {
  if ('silent' in answer) return silent('LINE', { silent: 'never-left' });
  const { status, said, retryAfter } = answer;
  if (status === 429) return /monthly limit/i.test(said) ? spent : throttled('LINE', retryAfter);
  if (status === 401 || status === 403) return badCredentials('LINE', 'our sign-in, or it lacks a permission');
  if (status >= 500) return hasFault('LINE');
  return /failed to send messages|not found/i.test(said) || status === 404 ? gone : rejected;
}
