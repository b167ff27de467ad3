// Messenger by Meta's Messenger Platform. Its sandbox is the Graph API spoken within this house.
import { mostChoices } from '@parley/contract/choices';
import type { Adapter } from '../../adapter.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import { forgetNothing } from '../forget-nothing.ts';
import { metaCarrier } from '../meta/carrier.ts';
import { connect, look, type Subscription } from '../meta/connect.ts';
import { closeEmulator } from '../meta/emulator/emulator.ts';
import { webhookOf } from '../meta/hook.ts';
import { hookUrl } from '../meta/hook-url.ts';
import { pageForgetting } from '../meta/page/forgetting.ts';
import { pagePace } from '../meta/page/pace.ts';
import { readPage } from '../meta/page/read.ts';
import { type PageLimits, sendByPage } from '../meta/page/send.ts';
import { signalByPage } from '../meta/page/signal.ts';
import { sandboxOf } from '../meta/sandbox.ts';
import { secretSettings } from '../meta/settings.ts';
import { hooks } from './hooks.ts';
import { completeSettings, type MessengerSettings, settingsSchema } from './settings.ts';

const prefix = '/hooks/messenger';
const at = ({ pageId }: MessengerSettings): Subscription => ({
  prefix,
  object: 'page',
  fields: 'messages,messaging_postbacks,message_reactions,message_edits,message_deliveries,message_reads,messaging_optins',
  of: pageId,
  named: true,
});
const longest = { most: 2_000, counts: 'utf-16' } as const;
const limits = (settings: MessengerSettings): PageLimits => ({
  kind: 'messenger',
  account: settings.pageId,
  longest,
  most: 'the 2,000 characters that Messenger takes',
});

export const messenger: Adapter<MessengerSettings> = {
  name: 'messenger',
  reaches: 'account',
  accountsBegin: 'messenger:',
  capabilities: {
    ...{ subject: false, html: false, attachments: true, maxBytes: 25_000_000, repeatable: false, stopWords: true, changes: true },
    window: { hours: 24, personHours: 168 },
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : 'meta'),
  carrier: ({ provider }) => (provider === 'sandbox' ? null : metaCarrier),
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({ address: settings.pageId, snippet: null, dns: [], webhook: hookUrl(tools, prefix, settings) }),
  externalId: () => null, // Meta makes the id, and takes none of ours
  longest: () => longest,
  taps: () => mostChoices,
  send: (account, outbound, tools) => sendByPage(account, outbound, tools, limits(account.settings)),
  // Meta lets advertising go to whoever wrote within 24 hours (`window`); its paid marketing messages are not sold in the EU
  campaigns: () => wordsUpTo(longest),
  pace: () => pagePace,
  shows: () => ({ typing: 'shown', stops: true, reads: 'all' }),
  signal: (account, signal, tools) => signalByPage(account, signal, tools, limits(account.settings)),
  // developers.facebook.com, "m.me links": the words stand ready in the field; `ref` goes along where the page asks for it
  chatLink: async ({ settings }, _tools, text) => `https://m.me/${settings.pageId}?${new URLSearchParams({ text, ref: text })}`,
  test: (account, tools) => look(tools, account, at(account.settings), account.settings.pageId, hooks),
  connect: ({ settings }, tools) => connect(tools, settings, at(settings)),
  forget: forgetNothing,
  forgetting: () => pageForgetting,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox' }),
  sandbox: sandboxOf('messenger'),
  protocols: [webhookOf<MessengerSettings>({ prefix, hooks, read: readPage('messenger'), idOf: (settings) => settings.pageId })],
};
