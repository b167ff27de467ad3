// The bot itself: whether its token opens, where it hands in updates, and telling it to hand them in here.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../adapter.ts';
import { type Answer, call } from './call.ts';
import { hookUrl } from './hooks.ts';
import type { TelegramSettings } from './settings.ts';
import { wanted } from './update.ts';

type Verdict = { readonly ok: boolean; readonly words: string };

/** Signs in and looks where updates go; sends nothing. Never throws. */
export async function testBot({ settings }: Account<TelegramSettings>, tools: Tools): Promise<Verdict> {
  const me = await call(tools, settings, 'getMe');
  const fault = faultOf(me);
  if (fault) return { ok: false, words: fault };
  const name = resultOf(me)['username'];
  const who = typeof name === 'string' && /^\w{1,40}$/.test(name) ? `@${name}` : 'The bot';
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : `Telegram lets us in as ${who}.`;
  const hook = resultOf(await call(tools, settings, 'getWebhookInfo'));
  if (hook['url'] !== hookUrl(tools, settings))
    return { ok: false, words: `${where} But what people write does not come here yet: set its webhook.` };
  const waiting = Number(hook['pending_update_count'] ?? 0);
  if (waiting > 50) return { ok: false, words: `${where} But ${waiting} updates wait there: Telegram does not reach us, or we are slow.` };
  return { ok: true, words: `${where} What people write to the bot comes here.` };
}

/** Opens the bot, which is sent `/start` with these words at one press (core.telegram.org, "Deep linking": letters, digits, `_` and `-`, at most 64). Never throws. */
export async function linkToBot({ settings }: Account<TelegramSettings>, tools: Tools, text: string): Promise<string | undefined> {
  const name = resultOf(await call(tools, settings, 'getMe'))['username'];
  return typeof name === 'string' && /^\w{1,40}$/.test(name) ? `https://t.me/${name}?start=${encodeURIComponent(text)}` : undefined;
}

/** Sets the webhook with its secret, and which updates we want. Never throws. */
export async function connectBot({ settings }: Account<TelegramSettings>, tools: Tools): Promise<Verdict> {
  const url = hookUrl(tools, settings);
  const isReal = settings.provider === 'telegram' && new URL(config.of({ tools }).telegramUrl).hostname === 'api.telegram.org';
  if (isReal && !url.startsWith('https:'))
    return {
      ok: false,
      words: 'Telegram calls addresses with https only: set PARLEY_URL to the one under which Parley is reached from outside.',
    };
  const answer = await call(tools, settings, 'setWebhook', {
    url,
    secret_token: settings.secret,
    allowed_updates: wanted,
    max_connections: 40,
  });
  const fault = faultOf(answer);
  return fault ? { ok: false, words: fault } : { ok: true, words: 'Done: what people write to the bot comes here from now on.' };
}

function faultOf(answer: Answer | Silence): string | undefined {
  if ('silent' in answer) return 'Telegram cannot be reached from here.';
  if (answer.ok) return undefined;
  if (answer.status === 401 || answer.status === 404) return 'Telegram does not accept the token of the bot.';
  if (answer.status === 400)
    return 'Telegram refused the address of the webhook: it must be reached from outside by https, with a certificate that holds.';
  return 'Telegram answered with a fault. Please try again.';
}

const resultOf = (answer: Answer | Silence): Readonly<Record<string, unknown>> =>
  'ok' in answer && answer.ok && answer.result !== null && typeof answer.result === 'object'
    ? (answer.result as Record<string, unknown>)
    : {};
