// The few words that we ourselves put into a message on channels with people's own apps.
import type { Outbound } from '../adapter.ts';
import { leaveWords, textOf } from './sms/words.ts';

/** What is sent; advertising says how to end it, as a text message does. */
export const withWayOut = (outbound: Outbound): string => textOf(outbound);

/** The way out where people read the words as they are kept: the word to write, which is also a button. */
export const leaveInChat = (language: string): { readonly text: string; readonly choices: readonly string[] } => ({
  text: leaveWords(language, 'STOP'),
  choices: ['STOP'],
});
