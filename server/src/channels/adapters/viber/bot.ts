// The bot itself: whether its token opens, where it hands in what happens, and telling it to hand it in here.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../adapter.ts';
import { str } from '../meta/loose.ts';
import { type Answer, call, isDone } from './call.ts';
import { wanted } from './events.ts';
import { hookUrl } from './hooks.ts';
import type { ViberSettings } from './settings.ts';

type Verdict = { readonly ok: boolean; readonly words: string };

/** Signs in and looks where callbacks go; sends nothing. Never throws. */
export async function testBot({ settings }: Account<ViberSettings>, tools: Tools): Promise<Verdict> {
  const account = await call(tools, settings, 'get_account_info');
  if (!isDone(account)) return { ok: false, words: faultOf(account) };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Viber lets us in.';
  if (str(account.body['webhook']) === hookUrl(tools, settings))
    return { ok: true, words: `${where} What people write to the bot comes here.` };
  return { ok: false, words: `${where} But what people write does not come here yet: set its webhook.` };
}

/** Opens the chat with the bot, these words ready in the field (developers.viber.com, "Deep links"); `context` goes along where the chat is new. Never throws. */
export async function linkToBot({ settings }: Account<ViberSettings>, tools: Tools, text: string): Promise<string | undefined> {
  const told = await call(tools, settings, 'get_account_info');
  const uri = isDone(told) ? str(told.body['uri']) : '';
  return /^[\w.-]{1,60}$/.test(uri) ? `viber://pa?${new URLSearchParams({ chatURI: uri, context: text, text })}` : undefined;
}

/** Sets the webhook and what it is told; Viber calls it at once to see whether it answers. Never throws. */
export async function connectBot({ settings }: Account<ViberSettings>, tools: Tools): Promise<Verdict> {
  const url = hookUrl(tools, settings);
  const isReal = settings.provider === 'viber' && new URL(config.of({ tools }).viberUrl).hostname.endsWith('.viber.com');
  if (isReal && !url.startsWith('https:'))
    return {
      ok: false,
      words: 'Viber calls addresses with https only: set PARLEY_URL to the one under which Parley is reached from outside.',
    };
  const answer = await call(tools, settings, 'set_webhook', { url, event_types: wanted, send_name: true, send_photo: false });
  return isDone(answer)
    ? { ok: true, words: 'Done: what people write to the bot comes here from now on.' }
    : { ok: false, words: faultOf(answer) };
}

function faultOf(answer: Answer | Silence): string {
  if ('silent' in answer) return 'Viber cannot be reached from here.';
  if (answer.status === 2 || answer.http === 401 || answer.http === 403) return 'Viber does not accept the token of the bot.';
  if (answer.status === 1)
    return 'Viber refused the address of the webhook: it must be reached from outside by https, with a certificate that holds.';
  return 'Viber answered with a fault. Please try again.';
}
