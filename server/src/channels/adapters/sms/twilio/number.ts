// The account and its number: whether both are there, and where the number hands in what it receives.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../../adapter.ts';
import { hookUrl } from '../hook-url.ts';
import type { Verdict } from '../shape.ts';
import { type Answer, call } from './call.ts';
import type { TwilioSettings } from './settings.ts';

/** Signs in and looks the number up; sends nothing. Never throws. */
export async function testNumber({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  const account = await call(tools, settings, 'GET', '.json');
  const fault = faultOf(account);
  if (fault) return { ok: false, words: fault };
  if (!('silent' in account) && account.body['status'] !== 'active')
    return { ok: false, words: 'Twilio lets us in, but the account is suspended or closed.' };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Twilio lets us in.';
  if (settings.number === '') return { ok: true, words: `${where} Enter the webhook at the messaging service, under Integration.` };
  const number = await lookUp(settings, tools);
  if (number === undefined) return { ok: false, words: `${where} But the number does not belong to this account.` };
  if (number.hook === hookUrl(tools, settings, 'in')) return { ok: true, words: `${where} The number hands in what it receives here.` };
  return { ok: false, words: `${where} But what the number receives does not come here yet: set its webhook.` };
}

/** Enters our webhook at the number, also as the one to fall back on: the second try is what saves a message when the first met a fault. Never throws. */
export async function connectNumber({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  if (settings.number === '')
    return {
      ok: false,
      words: 'A messaging service has no number of its own here: copy the webhook and enter it there, under Integration.',
    };
  const number = await lookUp(settings, tools);
  if (number === undefined) return { ok: false, words: 'The number was not found in this account at Twilio.' };
  const url = hookUrl(tools, settings, 'in');
  const set = { SmsUrl: url, SmsMethod: 'POST', SmsFallbackUrl: url, SmsFallbackMethod: 'POST' };
  const answer = await call(tools, settings, 'POST', `/IncomingPhoneNumbers/${number.sid}.json`, set);
  const fault = faultOf(answer);
  return fault ? { ok: false, words: fault } : { ok: true, words: 'Done: what the number receives comes here from now on.' };
}

async function lookUp(settings: TwilioSettings, tools: Tools): Promise<{ sid: string; hook: string } | undefined> {
  const answer = await call(tools, settings, 'GET', `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(settings.number)}`);
  if ('silent' in answer || !Array.isArray(answer.body['incoming_phone_numbers'])) return undefined;
  const [found] = answer.body['incoming_phone_numbers'] as { sid?: unknown; sms_url?: unknown }[];
  if (typeof found?.sid !== 'string' || !/^PN[0-9a-f]{32}$/.test(found.sid)) return undefined;
  return { sid: found.sid, hook: String(found.sms_url ?? '') };
}

/** What is wrong with an answer, in words for whoever set the channel up; undefined for a success. */
export function faultOf(answer: Answer | Silence): string | undefined {
  if ('silent' in answer) return 'Twilio cannot be reached from here.';
  if (answer.status === 401 || answer.status === 403) return 'Twilio does not accept account SID and token.';
  return answer.status >= 200 && answer.status < 300 ? undefined : 'Twilio answered with a fault. Please try again.';
}
