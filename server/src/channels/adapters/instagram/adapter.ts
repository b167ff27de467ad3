// Instagram by Meta's Messenger Platform. Its sandbox is the Graph API spoken within this house.
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
import { asMessage } from './files.ts';
import { hooks } from './hooks.ts';
import { completeSettings, type InstagramSettings, settingsSchema } from './settings.ts';

const prefix = '/hooks/instagram';
const at = ({ pageId }: InstagramSettings): Subscription => ({
  prefix,
  object: 'instagram',
  fields: 'messages,messaging_postbacks,message_reactions,message_edit,messaging_seen',
  of: pageId,
  named: true,
});
const longest = { most: 1_000, counts: 'bytes' } as const;
const limits = (settings: InstagramSettings): PageLimits => ({
  kind: 'instagram',
  account: settings.instagramId,
  longest,
  most: 'the 1,000 bytes that Instagram takes; a letter outside the plain alphabet counts for more than one',
  byAddress: asMessage,
});

export const instagram: Adapter<InstagramSettings> = {
  name: 'instagram',
  reaches: 'account',
  accountsBegin: 'instagram:',
  capabilities: {
    ...{
      subject: false,
      html: false,
      attachments: true,
      filesByLink: true,
      maxBytes: 100_000_000,
      repeatable: false,
      stopWords: true,
      changes: true,
    },
    window: { hours: 24, personHours: 168 },
    tapsOnPhones: true, // "Quick Replies" of the Instagram Platform: not on the web
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : 'meta'),
  carrier: ({ provider }) => (provider === 'sandbox' ? null : metaCarrier),
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({ address: settings.instagramId, snippet: null, dns: [], webhook: hookUrl(tools, prefix, settings) }),
  externalId: () => null, // Meta makes the id, and takes none of ours
  longest: () => longest,
  taps: () => mostChoices,
  send: (account, outbound, tools) => sendByPage(account, outbound, tools, limits(account.settings)),
  campaigns: () => wordsUpTo(longest), // within 24 hours, as on Messenger
  pace: () => pagePace,
  shows: () => ({ typing: 'shown', stops: true, reads: 'all' }),
  signal: (account, signal, tools) => signalByPage(account, signal, tools, limits(account.settings)),
  test: (account, tools) => look(tools, account, at(account.settings), account.settings.instagramId, hooks),
  connect: ({ settings }, tools) => connect(tools, settings, at(settings)),
  forget: forgetNothing,
  forgetting: () => pageForgetting,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox' }),
  sandbox: sandboxOf('instagram'),
  protocols: [webhookOf<InstagramSettings>({ prefix, hooks, read: readPage('instagram'), idOf: (settings) => settings.instagramId })],
};
