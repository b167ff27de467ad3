// Telegram: a bot of the company's, spoken with by the Bot API. The sandbox is that protocol within this house.
import { mostChoices } from '@parley/contract/choices';
import type { Adapter } from '../../adapter.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import { connectBot, linkToBot, testBot } from './bot.ts';
import { closeEmulator } from './emulator/emulator.ts';
import { forgetChats } from './forget.ts';
import { hooks, hookUrl } from './hooks.ts';
import { telegramSandbox } from './sandbox.ts';
import { mostLetters, sendToChat } from './send.ts';
import { completeSettings, secretSettings, settingsSchema, type TelegramSettings } from './settings.ts';
import { showTyping } from './typing.ts';
import { webhooks } from './webhooks.ts';

export const telegram: Adapter<TelegramSettings> = {
  name: 'telegram',
  reaches: 'account',
  accountsBegin: 'telegram:',
  capabilities: { subject: false, html: false, attachments: true, maxBytes: 50_000_000, repeatable: false, stopWords: true, changes: true },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : provider),
  carrier: ({ provider }) =>
    provider === 'sandbox' ? null : { code: 'telegram', name: 'Telegram', service: 'Carries messages of the company’s bot', region: 'AE' },
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: settings.username === '' ? null : `https://t.me/${settings.username}`,
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings),
  }),
  externalId: () => null, // Telegram names messages itself
  taps: () => mostChoices,
  send: sendToChat,
  campaigns: () => wordsUpTo({ most: mostLetters, counts: 'utf-16' }),
  // core.telegram.org/bots/faq, "My bot is hitting limits": 30 a second in all, and in one chat one a second but for short bursts
  pace: () => ({ account: { perSecond: 30, burst: 30 }, recipient: { perSecond: 1, burst: 3 } }),
  shows: () => ({ typing: 'shown', reads: 'none' }), // a bot has no way to say that it has read
  signal: showTyping,
  chatLink: linkToBot,
  test: testBot,
  connect: connectBot,
  forget: forgetChats,
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox' }),
  sandbox: telegramSandbox,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  protocols: [webhooks],
};
