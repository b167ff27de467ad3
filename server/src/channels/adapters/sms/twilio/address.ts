// How a number is written at Twilio: as it is for text messages, behind the name of the channel elsewhere.
import type { SmsSettings } from '../shape.ts';

/** `+12025550143`, or `whatsapp:+12025550143`. */
export const addressOf = ({ channel }: Pick<SmsSettings, 'channel'>, number: string): string =>
  channel === undefined ? number : `${channel}:${number}`;
