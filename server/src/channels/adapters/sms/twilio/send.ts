// One text message on its way out by Twilio. Where it stands is told to our webhook, under our own id, so that news that comes before the answer is known too.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../../adapter.ts';
import { hookUrl } from '../hook-url.ts';
import type { SmsSettings } from '../settings.ts';
import { textOf } from '../words.ts';
import { call } from './call.ts';
import { refusalOf } from './errors.ts';

const mostLetters = 1_600;

/** Sends once. Never throws for Twilio's sake. */
export async function sendText({ settings }: Account<SmsSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  if (!/^\+[1-9]\d{6,14}$/.test(outbound.to.value))
    return { outcome: 'failed', because: 'unknown-address', words: 'This is not a number that text messages can be sent to.' };
  if (outbound.attachments.length > 0)
    return {
      outcome: 'refused',
      because: 'files-not-carried',
      words: 'Text messages carry no files. Send the words alone, or the file by another channel.',
    };
  const text = textOf(outbound);
  if (text.length > mostLetters)
    return { outcome: 'failed', because: 'too-long', words: 'The text is longer than the 1,600 characters that a text message can have.' };
  const answer = await call(tools, settings, 'POST', '/Messages.json', {
    To: outbound.to.value,
    ...(settings.service === '' ? { From: settings.number } : { MessagingServiceSid: settings.service }),
    Body: text,
    ...statusTo(tools, settings, outbound.id),
  });
  if ('silent' in answer)
    return answer.silent === 'never-left'
      ? { outcome: 'retry', because: 'unreachable', words: 'Twilio could not be reached. It will be tried again.' }
      : {
          outcome: 'failed',
          because: 'unknown-fate',
          words: 'Twilio did not answer, so it is not known whether this was sent. Ask before sending it again.',
        };
  if (answer.status < 200 || answer.status >= 300) return refusalOf(answer);
  const sid = answer.body['sid'];
  return { outcome: 'sent', externalId: typeof sid === 'string' && /^[A-Z]{2}[0-9a-f]{32}$/.test(sid) ? sid : null };
}

/** Twilio refuses an address that it cannot reach: on a machine of one's own there is no news. */
function statusTo(tools: Tools, settings: SmsSettings, id: string): Record<string, string> {
  const url = hookUrl(tools, settings, `status?m=${id}`);
  const isHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);
  const isReal = settings.provider === 'twilio' && new URL(config.of({ tools }).twilioUrl).hostname.endsWith('.twilio.com');
  return isHere && isReal ? {} : { StatusCallback: url };
}
