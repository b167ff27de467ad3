// The account and its number: whether both are there, and where the number, or the service that chooses among several, hands in what it receives.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { hookUrl } from '../hook-url.ts';
import type { Verdict } from '../shape.ts';
import { call, faultOf } from './call.ts';
import { connectService, testService } from './service.ts';
import type { TwilioSettings } from './settings.ts';

/** Signs in and looks the number up; sends nothing. Never throws. */
export async function testNumber({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  const account = await call(tools, settings, 'GET', '.json');
  const fault = faultOf(account);
  if (fault) return { ok: false, words: fault };
  if (!('silent' in account) && account.body['status'] !== 'active')
    return { ok: false, words: 'Twilio lets us in, but the account is suspended or closed.' };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Twilio lets us in.';
  if (settings.service !== '') return testService(settings, tools, where);
  const number = await lookUp(settings, tools);
  if (number === undefined) return { ok: false, words: `${where} But the number does not belong to this account.` };
  if (number.hook === hookUrl(tools, settings, 'in')) return { ok: true, words: `${where} The number hands in what it receives here.` };
  return { ok: false, words: `${where} But what the number receives does not come here yet: set its webhook.` };
}

/** Enters our webhook at the number, also as the one to fall back on: the second try is what saves a message when the first met a fault. Never throws. */
export async function connectNumber({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  if (settings.service !== '') return connectService(settings, tools);
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
