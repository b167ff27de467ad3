// One text message on its way out by Twilio. Where it stands is told to our webhook, under our own id, so that news that comes before the answer is known too.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../../adapter.ts';
import { statusUrl } from '../hook-url.ts';
import { silentOutcome } from '../words.ts';
import { type Answer, call } from './call.ts';
import { refusalOf } from './errors.ts';
import { isSid } from './incoming.ts';
import type { TwilioSettings } from './settings.ts';

/** Sends once. Never throws for Twilio's sake. */
export async function sendByTwilio(
  { settings }: Account<TwilioSettings>,
  { id, to }: Outbound,
  text: string,
  tools: Tools,
): Promise<Outcome> {
  const news = statusUrl(tools, settings, id, config.of({ tools }).twilioUrl, /\.twilio\.com$/);
  const answer = await call(tools, settings, 'POST', '/Messages.json', {
    To: to.value,
    ...(settings.service === '' ? { From: settings.number } : { MessagingServiceSid: settings.service }),
    Body: text,
    ...(news !== undefined && { StatusCallback: news }),
  });
  if ('silent' in answer) return silentOutcome('Twilio', answer);
  if (answer.status < 200 || answer.status >= 300) return refusalOf(answer);
  return { outcome: 'sent', externalId: sidOf(answer) };
}

/** What Twilio calls the message that it took; null where it does not say. */
export function sidOf({ body }: Answer): string | null {
  const sid = body['sid'];
  return typeof sid === 'string' && isSid(sid) ? sid : null;
}
