// How many messages a second Twilio releases by a number, from its help page on limits of outbound messages: what comes faster waits there, where nothing can be taken back or put in order.
import type { Pace } from '../../../pacing.ts';
import type { TwilioSettings } from './settings.ts';

const tollFree = /^\+18(?:00|33|44|55|66|77|88)\d{7}$/;
const burst = 10;

/** By the kind of number; a messaging service spreads over its own numbers, and is asked no pace. */
export function paceOfNumber({ number, service }: Pick<TwilioSettings, 'number' | 'service'>): Pace {
  if (service !== '') return {};
  const perSecond = tollFree.test(number) ? 3 : number.startsWith('+1') ? 1 : 10;
  return { account: { perSecond, burst } };
}
