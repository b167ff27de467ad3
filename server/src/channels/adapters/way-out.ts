// The few words that we ourselves put into a message on channels with people's own apps.
import type { Outbound } from '../adapter.ts';
import { textOf } from './sms/words.ts';

/** What is sent; advertising says how to end it, as a text message does. */
export const withWayOut = (outbound: Outbound): string => textOf(outbound);
