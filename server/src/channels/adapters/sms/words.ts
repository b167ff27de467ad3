// The few words that we ourselves put into a text message, and what we tell agents of a carrier.
import type { Silence } from '#kit/unsent';
import type { Outbound, Outcome } from '../../adapter.ts';
import { noticeWords } from '../notice-words.ts';

const leave = { en: 'No more of this:', de: 'Nichts mehr davon:', fr: 'Ne plus en recevoir :', es: 'No recibir más:' } as const;

const choose = { en: 'Your choices:', de: 'Ihre Wahl:', fr: 'Vos choix :', es: 'Sus opciones:' } as const;

/** What is sent. Who has yet to be told where their data came from is led to the notice; advertising says how to end it (Directive 2002/58/EC, Art. 13(4)), and whatever else has a link where one's choices are; it was decided before which message has which. */
export function textOf({
  text,
  isAdvertising,
  preferencesUrl,
  owed,
  language,
}: Pick<Outbound, 'text' | 'isAdvertising' | 'preferencesUrl' | 'owed' | 'language'>): string {
  const told = owed ? `${text}${noticeWords(language, owed.url)}` : text;
  if (preferencesUrl === undefined) return told;
  return told + (isAdvertising ? leaveWords(language, preferencesUrl) : below(choose, language, preferencesUrl));
}

/** What is added below the words, in the reader's language or English. */
export const leaveWords = (language: string, how: string): string => below(leave, language, how);

const below = (words: Readonly<Record<'en' | 'de' | 'fr' | 'es', string>>, language: string, how: string): string =>
  `\n\n${words[language.slice(0, 2) as keyof typeof words] ?? words.en} ${how}`;

export type Meaning = { readonly because: string; readonly words: string };

export const unusableNumber = 'This is not a number that text messages can be sent to.';
export const tooLong = (letters: number): string =>
  `The text is longer than the ${letters.toLocaleString('en')} characters that a text message can have.`;

/** Reasons that every carrier knows, whatever its codes for them. */
export const meanings = {
  unknownAddress: { because: 'unknown-address', words: unusableNumber },
  gone: { because: 'unknown-address', words: 'Nobody has this number any more.' },
  optedOut: { because: 'opted-out', words: 'This person has stopped text messages from this number. That is recorded as their wish.' },
  unreachable: {
    because: 'handset-unreachable',
    words: 'The phone could not be reached: it is off or without network. It may be sent again later.',
  },
  blocked: { because: 'blocked', words: 'The phone, or its network, takes no messages from us.' },
  filtered: {
    because: 'filtered',
    words: 'The network took this message for unwanted and dropped it. Other words, or a registered sender, may help.',
  },
  carrierError: { because: 'carrier-error', words: 'The network did not deliver this message and does not say why.' },
  /** Of this country or network alone: others may be reached. */
  senderNotTakenThere: {
    because: 'sender-not-taken-there',
    words: 'Our number cannot send to this number. An administrator must look at the channel.',
  },
} as const satisfies Record<string, Meaning>;

/** The outcome of a call that nobody answered. */
export const silentOutcome = (name: string, { silent }: Silence): Outcome =>
  silent === 'never-left'
    ? { outcome: 'retry', because: 'unreachable', words: `${name} could not be reached. It will be tried again.` }
    : {
        outcome: 'failed',
        because: 'unknown-fate',
        words: `${name} did not answer, so it is not known whether this was sent. Ask before sending it again.`,
      };

/** Asked for more than it takes now; seconds where it said them. */
export const throttled = (name: string, afterSeconds?: number): Outcome => ({
  outcome: 'retry',
  because: 'throttled',
  words: `${name} is asked for more messages than it takes now. It will be tried again.`,
  ...(afterSeconds !== undefined && { afterSeconds }),
});

export const badCredentials = (name: string): Outcome => ({
  outcome: 'retry',
  because: 'bad-credentials',
  words: `${name} does not accept our sign-in. An administrator must look at the channel.`,
});

/** What a status of 500 or more says about a message: only 503 promises that nothing was taken. */
export const faulty = (name: string, status: number): Outcome =>
  status === 503
    ? { outcome: 'retry', because: 'unreachable', words: `${name} has a fault at this moment. It will be tried again.` }
    : {
        outcome: 'failed',
        because: 'unknown-fate',
        words: `${name} had a fault while it was told, so it is not known whether this was sent. Ask before sending it again.`,
      };
