// The official account: whether id and secret open it, and telling LINE where to hand in what happens.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../adapter.ts';
import { str } from '../meta/loose.ts';
import { type Answer, call, isDone } from './call.ts';
import { hookUrl } from './hooks.ts';
import type { LineSettings } from './settings.ts';

type Verdict = { readonly ok: boolean; readonly words: string };
const endpoint = '/v2/bot/channel/webhook/endpoint';

/** Signs in and looks where events go; sends nothing. Never throws. */
export async function testAccount({ settings }: Account<LineSettings>, tools: Tools): Promise<Verdict> {
  const info = await call(tools, settings, '/v2/bot/info');
  if (!isDone(info)) return { ok: false, words: faultOf(info) };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'LINE lets us in.';
  const hook = await call(tools, settings, endpoint);
  if (!isDone(hook) || str(hook.body['endpoint']) !== hookUrl(tools, settings))
    return { ok: false, words: `${where} But what people write does not come here yet: set its webhook.` };
  if (hook.body['active'] !== true)
    return { ok: false, words: `${where} But the webhook is switched off: turn on “Use webhook” in the LINE Developers Console.` };
  return { ok: true, words: `${where} What people write to the account comes here.` };
}

/** Opens the chat with the account, these words ready in the field (developers.line.biz, "LINE URL scheme"). Never throws. */
export async function linkToAccount({ settings }: Account<LineSettings>, tools: Tools, text: string): Promise<string | undefined> {
  const told = settings.basicId === '' ? await call(tools, settings, '/v2/bot/info') : undefined;
  const id = told === undefined ? settings.basicId : isDone(told) ? str(told.body['basicId']) : '';
  return /^@[a-z0-9._-]{2,30}$/i.test(id)
    ? `https://line.me/R/oaMessage/${encodeURIComponent(id)}/?${encodeURIComponent(text)}`
    : undefined;
}

/** Sets the webhook and has LINE call it once. Never throws. */
export async function connectAccount({ settings }: Account<LineSettings>, tools: Tools): Promise<Verdict> {
  const url = hookUrl(tools, settings);
  const isReal = settings.provider === 'line' && new URL(config.of({ tools }).lineUrl).hostname.endsWith('.line.me');
  if (isReal && !url.startsWith('https:'))
    return {
      ok: false,
      words: 'LINE calls addresses with https only: set PARLEY_URL to the one under which Parley is reached from outside.',
    };
  const set = await call(tools, settings, endpoint, { method: 'PUT', json: { endpoint: url } });
  if (!isDone(set)) return { ok: false, words: faultOf(set) };
  const tried = await call(tools, settings, '/v2/bot/channel/webhook/test', { method: 'POST', json: { endpoint: url } });
  if (!isDone(tried) || tried.body['success'] !== true)
    return {
      ok: false,
      words: 'The webhook is set, but LINE could not reach it: it must be reached from outside by https, with a certificate that holds.',
    };
  return {
    ok: true,
    words: 'Done: LINE called it and was answered. Turn on “Use webhook” and “Webhook redelivery” in the LINE Developers Console.',
  };
}

function faultOf(answer: Answer | Silence): string {
  if ('silent' in answer) return 'LINE cannot be reached from here.';
  if (answer.status === 401 || answer.status === 403) return 'LINE does not accept channel id and secret, or the access token.';
  if (answer.status === 400) return 'LINE refused the address of the webhook: it must be reached from outside by https.';
  return 'LINE answered with a fault. Please try again.';
}
