// How sending to a bot's provider ends when the answer says nothing of the message itself: the same for all of them but for the name.
import type { Silence } from '#kit/unsent';
import type { Refusal } from './in-order.ts';

export const silent = (provider: string, { silent: how }: Silence): Refusal =>
  how === 'never-left'
    ? { outcome: 'retry', because: 'unreachable', words: `${provider} could not be reached. It will be tried again.` }
    : unknownFate(`${provider} did not answer`);

/** `what` happened while it was sent, as the beginning of a sentence. */
export const unknownFate = (what: string): Refusal => ({
  outcome: 'failed',
  because: 'unknown-fate',
  words: `${what}, so it is not known whether this was sent. Ask before sending it again.`,
});

export const throttled = (provider: string, afterSeconds?: number): Refusal => ({
  outcome: 'retry',
  because: 'throttled',
  words: `${provider} is asked for more messages than it takes now. It will be tried again.`,
  ...(afterSeconds !== undefined && { afterSeconds }),
});

export const hasFault = (provider: string): Refusal => ({
  outcome: 'retry',
  because: 'unreachable',
  words: `${provider} has a fault at this moment. It will be tried again.`,
});

export const badCredentials = (provider: string, what: string): Refusal => ({
  outcome: 'retry',
  because: 'bad-credentials',
  words: `${provider} does not accept ${what}. An administrator must look at the channel.`,
});
