// How many segments a second Twilio releases by a number, from its help page on limits of outbound messages: what comes faster waits there, where nothing can be taken back or put in order.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Pace } from '../../../pacing.ts';
import type { TwilioSettings } from './settings.ts';

const tollFree = /^\+18(?:00|33|44|55|66|77|88)\d{7}$/;
const burst = 10;

/** As the company set it, since an account may have been given more; else by the kind of number. A messaging service spreads over its own numbers, and is asked no pace. */
export function paceOfNumber({ number, service, perSecond = 0 }: Pick<TwilioSettings, 'number' | 'service' | 'perSecond'>): Pace {
  if (perSecond > 0) return { account: { perSecond, burst: Math.max(burst, perSecond) } };
  if (service !== '') return {};
  return { account: { perSecond: tollFree.test(number) ? 3 : isSlow(number) ? 1 : 10, burst } };
}

/** Long numbers of the United States and Canada; +1 is that of much of the Caribbean as well. */
function isSlow(number: string): boolean {
  const country = number.startsWith('+1') ? (parsePhoneNumberFromString(number)?.country ?? 'US') : undefined;
  return country === 'US' || country === 'CA';
}
