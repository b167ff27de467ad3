// What the Bot API's refusals mean for a message, in words for an agent. Telegram's own text may quote somebody and goes no further.
import type { Silence } from '#kit/unsent';
import type { Refusal } from '../bots/in-order.ts';
import { badCredentials, hasFault, silent, throttled, unknownFate } from '../bots/refusals.ts';
import type { Answer } from './call.ts';

type Meaning = { readonly because: string; readonly words: string };

const meanings: readonly (readonly [status: number, said: RegExp, Meaning])[] = [
  [403, /blocked by the user/i, { because: 'opted-out', words: 'This person has blocked the bot. That is recorded as their wish.' }],
  [
    403,
    /can't initiate/i,
    { because: 'unknown-address', words: 'This person has not started the bot. Telegram lets a bot write only after that.' },
  ],
  [403, /deactivated/i, { because: 'unknown-address', words: 'This account at Telegram does not exist any more.' }],
  [400, /chat not found/i, { because: 'unknown-address', words: 'Telegram does not know this chat: the person has not started this bot.' }],
  [400, /file is too big|too large/i, { because: 'too-large', words: 'The file is larger than Telegram takes from a bot.' }],
  [413, /./, { because: 'too-large', words: 'The file is larger than Telegram takes from a bot.' }],
];
const unnamed: Meaning = { because: 'rejected', words: 'Telegram refused the message for good.' };

/** The outcome of an answer that is no success. */
export function refusalOf(answer: (Answer & { ok: false }) | Silence): Refusal {
  if ('silent' in answer) return silent('Telegram', answer);
  const { status, said, retryAfter } = answer;
  if (status === 429) return throttled('Telegram', retryAfter);
  if (status === 401 || status === 404) return badCredentials('Telegram', 'the bot’s token');
  if (status === 503) return hasFault('Telegram');
  if (status >= 500) return unknownFate('Telegram had a fault while it was told');
  const { because, words } = meanings.find(([code, text]) => code === status && text.test(said))?.[2] ?? unnamed;
  return { outcome: because === 'opted-out' ? 'refused' : 'failed', because, words };
}
