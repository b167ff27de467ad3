// The number that writes by WhatsApp: whether it is there and on, and where it hands in what it receives (Senders API, v2).
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { list, obj, str } from '../../meta/loose.ts';
import { hookUrl } from '../../sms/hook-url.ts';
import type { Verdict } from '../../sms/shape.ts';
import { addressOf } from '../../sms/twilio/address.ts';
import { call, callBeside, faultOf } from '../../sms/twilio/call.ts';
import { connectService, testService } from '../../sms/twilio/service.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';

/** Signs in and looks the sender up; sends nothing. Never throws. */
export async function testSender({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  const account = await call(tools, settings, 'GET', '.json');
  const fault = faultOf(account);
  if (fault) return { ok: false, words: fault };
  if (!('silent' in account) && account.body['status'] !== 'active')
    return { ok: false, words: 'Twilio lets us in, but the account is suspended or closed.' };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Twilio lets us in.';
  if (settings.number === '') return testService(settings, tools, where);
  const sender = await lookUp(settings, tools);
  if (typeof sender === 'string') return { ok: false, words: sender };
  if (sender === undefined) return { ok: false, words: `${where} But the number does not write by WhatsApp from this account.` };
  if (!sender.isOn) return { ok: false, words: `${where} But the number is not online at WhatsApp.` };
  if (sender.hook !== hookUrl(tools, settings, 'in'))
    return { ok: false, words: `${where} But what the number receives does not come here yet: set its webhook.` };
  return { ok: true, words: `${where} The number hands in what it receives here.` };
}

/** Enters our webhook at the sender, also as the one to fall back on. Never throws. */
export async function connectSender({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Verdict> {
  if (settings.number === '') return connectService(settings, tools);
  const sender = await lookUp(settings, tools);
  if (typeof sender === 'string') return { ok: false, words: sender };
  if (sender === undefined)
    return { ok: false, words: 'The number was not found among those that write by WhatsApp from this account at Twilio.' };
  const url = hookUrl(tools, settings, 'in');
  const webhook = { callback_url: url, callback_method: 'POST', fallback_url: url, fallback_method: 'POST' };
  const fault = faultOf(await callBeside(tools, settings, 'messaging', 'POST', `/v2/Channels/Senders/${sender.sid}`, { webhook }));
  return fault ? { ok: false, words: fault } : { ok: true, words: 'Done: what the number receives comes here from now on.' };
}

type Sender = { readonly sid: string; readonly isOn: boolean; readonly hook: string };
/** The sender of our number; words where Twilio did not tell, undefined where it has none. */
async function lookUp(settings: TwilioSettings, tools: Tools): Promise<Sender | string | undefined> {
  const answer = await callBeside(tools, settings, 'messaging', 'GET', '/v2/Channels/Senders?Channel=whatsapp&PageSize=1000');
  const fault = faultOf(answer);
  if (fault !== undefined || 'silent' in answer) return fault;
  const found = list(answer.body['senders']).find((each) => str(each['sender_id']) === addressOf(settings, settings.number));
  const sid = str(found?.['sid']);
  if (!found || !/^XE[0-9a-fA-F]{32}$/.test(sid)) return undefined;
  return { sid, isOn: str(found['status']).startsWith('ONLINE'), hook: str(obj(found['webhook'])['callback_url']) };
}
