// One text message on its way out by Vonage's Messages API. Our id travels as `client_ref` and comes back in every status, so that news that comes before the
// answer is known too. Vonage takes it for no more than a note: the same again would be a second message.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../../adapter.ts';
import { statusUrl } from '../hook-url.ts';
import { takePlace } from '../pace.ts';
import { silentOutcome, throttled } from '../words.ts';
import { call } from './call.ts';
import { refusalOf } from './errors.ts';
import { digitsOf, isUuid } from './names.ts';
import type { VonageSettings } from './settings.ts';

/** Sends once. Never throws for Vonage's sake. */
export async function sendByVonage(
  { settings }: Account<VonageSettings>,
  { id, to }: Outbound,
  text: string,
  tools: Tools,
): Promise<Outcome> {
  const wait = await takePlace(tools, settings.apiKey, settings.perSecond);
  if (wait !== undefined) return throttled('Vonage', wait);
  const news = statusUrl(tools, settings, id, config.of({ tools }).vonageUrl, /\.(?:nexmo|vonage)\.com$/);
  const answer = await call(tools, settings, {
    ...{ method: 'POST', path: '/v1/messages', as: 'application' },
    json: {
      ...{ channel: 'sms', message_type: 'text', to: digitsOf(to.value), from: digitsOf(settings.number), text, client_ref: id },
      ...(news !== undefined && { webhook_url: news, webhook_version: 'v1' }),
    },
  });
  if ('silent' in answer) return silentOutcome('Vonage', answer);
  if (answer.status < 200 || answer.status >= 300) return refusalOf(answer);
  const uuid = answer.body['message_uuid'];
  return { outcome: 'sent', externalId: isUuid(uuid) ? uuid : null };
}
