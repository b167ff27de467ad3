// LINE: an official account of the company's, spoken with by the Messaging API. The sandbox is that protocol within this house.
import { mostChoices } from '@parley/contract/choices';
import type { Adapter } from '../../adapter.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import { connectAccount, linkToAccount, testAccount } from './account.ts';
import { closeEmulator } from './emulator/emulator.ts';
import { readTokens } from './events.ts';
import { hooks, hookUrl } from './hooks.ts';
import { lineSandbox } from './sandbox.ts';
import { mostLetters, push } from './send.ts';
import { completeSettings, type LineSettings, secretSettings, settingsSchema } from './settings.ts';
import { show } from './signal.ts';
import { webhooks } from './webhooks.ts';

export const line: Adapter<LineSettings> = {
  name: 'line',
  reaches: 'account',
  accountsBegin: 'line:',
  capabilities: {
    ...{ subject: false, html: false, attachments: true, filesByLink: true, maxBytes: 50_000_000, stopWords: true, changes: true },
    tapsOnPhones: true, // developers.line.biz, "Use quick replies": not in LINE for computers
    ...{ repeatable: true, repeatableHours: 23 }, // LINE forgets a retry key after a day
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : provider),
  carrier: ({ provider }) =>
    provider === 'sandbox'
      ? null
      : { code: 'line', name: 'LY Corporation (LINE)', service: 'Carries messages of the company’s account', region: 'JP' },
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: settings.basicId === '' ? null : `https://line.me/R/ti/p/${encodeURIComponent(settings.basicId)}`,
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings),
  }),
  externalId: () => null, // LINE names messages itself; the retry key makes a repeat the same one
  taps: () => mostChoices,
  send: push,
  campaigns: () => wordsUpTo({ most: mostLetters, counts: 'utf-16' }),
  // developers.line.biz, "Rate limits" of the reference: 2,000 pushes a second; of one person it only asks for no mass of messages
  pace: () => ({ account: { perSecond: 2_000, burst: 2_000 } }),
  shows: () => ({ typing: 'shown', reads: 'by-message' }),
  signal: show,
  chatLink: linkToAccount,
  test: testAccount,
  connect: connectAccount,
  forget: async (_account, ids) => ({ gone: 0, left: [], kept: ids.filter((id) => !id.startsWith(readTokens)).length }), // a token to read by is no message
  forgetting: () => ({
    what: 'nothing',
    days: 0,
    publishes: 'line',
    published: 'LINE says that it keeps pictures and files for a certain time, and publishes no period for words.',
  }),
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox' }),
  sandbox: lineSandbox,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  protocols: [webhooks],
};
