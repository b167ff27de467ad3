// Viber: a bot of the company's, spoken with by its bot API. The sandbox is that protocol within this house.
import { mostChoices } from '@parley/contract/choices';
import type { Adapter } from '../../adapter.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import { showsNothing } from '../../signals/types.ts';
import { forgetNothing } from '../forget-nothing.ts';
import { connectBot, linkToBot, testBot } from './bot.ts';
import { closeEmulator } from './emulator/emulator.ts';
import { hooks, hookUrl } from './hooks.ts';
import { viberSandbox } from './sandbox.ts';
import { mostLetters, sendToUser } from './send.ts';
import { completeSettings, secretSettings, settingsSchema, type ViberSettings } from './settings.ts';
import { webhooks } from './webhooks.ts';

export const viber: Adapter<ViberSettings> = {
  name: 'viber',
  reaches: 'account',
  accountsBegin: 'viber:',
  capabilities: {
    ...{ subject: false, html: false, attachments: true, filesByLink: true, maxBytes: 50_000_000, repeatable: false, stopWords: true },
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : provider),
  carrier: ({ provider }) =>
    provider === 'sandbox'
      ? null
      : { code: 'viber', name: 'Rakuten Viber', service: 'Carries messages of the company’s bot', region: 'LU' },
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: settings.uri === '' ? null : `viber://pa?chatURI=${settings.uri}`,
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings),
  }),
  externalId: () => null, // Viber names messages itself
  taps: () => mostChoices,
  send: sendToUser,
  campaigns: () => wordsUpTo({ most: mostLetters, counts: 'utf-16' }),
  // creators.viber.com, "Send a Message": a hundred to one person within an hour without an answer; an answer begins it anew there, which is not counted here
  pace: () => ({ recipient: { perSecond: 100 / 3_600, burst: 100 } }),
  shows: () => showsNothing, // a bot has neither
  chatLink: linkToBot,
  test: testBot,
  connect: connectBot,
  forget: forgetNothing,
  forgetting: () => ({
    what: 'nothing',
    days: 0,
    publishes: 'viber',
    published: 'Viber says that it keeps a message no longer than until it is delivered, and for two weeks when it cannot be.',
  }),
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox' }),
  sandbox: viberSandbox,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  protocols: [webhooks],
};
