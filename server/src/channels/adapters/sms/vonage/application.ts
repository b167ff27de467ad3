// The application and the number: whether both are there, whether the account has credit, and where what comes in is handed in.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../../adapter.ts';
import { hookUrl } from '../hook-url.ts';
import type { Verdict } from '../shape.ts';
import { type Answer, call, isSuccess } from './call.ts';
import { digitsOf } from './names.ts';
import type { VonageSettings } from './settings.ts';

type Part = Readonly<Record<string, unknown>>;

/** Signs in, looks application, number and balance up; sends nothing. Never throws. */
export async function testVonage({ settings }: Account<VonageSettings>, tools: Tools): Promise<Verdict> {
  const application = await readApplication(settings, tools);
  const fault = faultOf(application);
  if (fault !== undefined || !isSuccess(application)) return { ok: false, words: fault ?? '' };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Vonage lets us in.';
  const number = await lookUp(settings, tools);
  if (number === undefined) return { ok: false, words: `${where} But the number does not belong to this account.` };
  if (number.application !== settings.applicationId || !leadsHere(application.body, settings, tools))
    return { ok: false, words: `${where} But what the number receives does not come here yet: set its webhook.` };
  const balance = await call(tools, settings, { method: 'GET', path: '/account/get-balance', as: 'rest' });
  if (isSuccess(balance) && Number(balance.body['value']) <= 0) return { ok: false, words: `${where} But the account has no credit left.` };
  return { ok: true, words: `${where} The number hands in what it receives here.` };
}

/** Enters our webhooks at the application, leaving what else it can do alone, and links the number to it. Never throws. */
export async function connectVonage({ settings }: Account<VonageSettings>, tools: Tools): Promise<Verdict> {
  const application = await readApplication(settings, tools);
  const fault = faultOf(application);
  if (fault !== undefined || !isSuccess(application)) return { ok: false, words: fault ?? '' };
  const number = await lookUp(settings, tools);
  if (number === undefined) return { ok: false, words: 'The number was not found in this account at Vonage.' };
  const { name, capabilities, keys, privacy } = application.body;
  const messages = { version: 'v1', webhooks: hooksOf(settings, tools) };
  const set = await call(tools, settings, {
    ...{ method: 'PUT', path: `/v2/applications/${settings.applicationId}`, as: 'account' },
    json: { name, keys, ...(privacy !== undefined && { privacy }), capabilities: { ...(capabilities as Part), messages } },
  });
  if (!isSuccess(set)) return { ok: false, words: faultOf(set) ?? '' };
  const linked = await call(tools, settings, {
    ...{ method: 'POST', path: '/number/update', as: 'rest' },
    form: { country: number.country, msisdn: digitsOf(settings.number), app_id: settings.applicationId },
  });
  return isSuccess(linked)
    ? { ok: true, words: 'Done: what the number receives comes here from now on.' }
    : { ok: false, words: faultOf(linked) ?? '' };
}

const readApplication = (settings: VonageSettings, tools: Tools) =>
  call(tools, settings, { method: 'GET', path: `/v2/applications/${settings.applicationId}`, as: 'account' });

const hooksOf = (settings: VonageSettings, tools: Tools) => ({
  inbound_url: { address: hookUrl(tools, settings, 'in'), http_method: 'POST' },
  status_url: { address: hookUrl(tools, settings, 'status'), http_method: 'POST' },
});

function leadsHere(application: Part, settings: VonageSettings, tools: Tools): boolean {
  const { messages } = (application['capabilities'] ?? {}) as { messages?: { webhooks?: { inbound_url?: { address?: unknown } } } };
  return messages?.webhooks?.inbound_url?.address === hookUrl(tools, settings, 'in');
}

async function lookUp(settings: VonageSettings, tools: Tools): Promise<{ country: string; application: string } | undefined> {
  const msisdn = digitsOf(settings.number);
  const answer = await call(tools, settings, { method: 'GET', path: `/account/numbers?pattern=${msisdn}&search_pattern=0`, as: 'rest' });
  if (!isSuccess(answer) || !Array.isArray(answer.body['numbers'])) return undefined;
  const found = (answer.body['numbers'] as Part[]).find((each) => each['msisdn'] === msisdn);
  return found && { country: String(found['country']), application: String(found['app_id'] ?? '') };
}

function faultOf(answer: Answer | Silence): string | undefined {
  if ('silent' in answer) return 'Vonage cannot be reached from here.';
  if (answer.status === 401 || answer.status === 403) return 'Vonage does not accept API key and secret.';
  if (answer.status === 404) return 'Vonage lets us in, but does not know the application.';
  return isSuccess(answer) ? undefined : 'Vonage answered with a fault. Please try again.';
}
