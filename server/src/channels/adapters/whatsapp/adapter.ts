// WhatsApp by Meta's Cloud API. Its sandbox is the Graph API spoken within this house.
import type { Adapter } from '../../adapter.ts';
import { metaCarrier } from '../meta/carrier.ts';
import { connect, look, type Subscription } from '../meta/connect.ts';
import { closeEmulator } from '../meta/emulator/emulator.ts';
import { webhookOf } from '../meta/hook.ts';
import { hookUrl } from '../meta/hook-url.ts';
import { sandboxOf } from '../meta/sandbox.ts';
import { secretSettings } from '../meta/settings.ts';
import { forgetFiles } from './forget.ts';
import { hooks } from './hooks.ts';
import { readUpdates } from './read.ts';
import { sendMessage } from './send.ts';
import { completeSettings, settingsSchema, type WhatsAppSettings } from './settings.ts';
import { listTemplates } from './templates.ts';

const prefix = '/hooks/whatsapp';
const at = ({ businessId }: WhatsAppSettings): Subscription => ({
  prefix,
  object: 'whatsapp_business_account',
  fields: 'messages,user_preferences',
  of: businessId,
  named: false,
});

export const whatsapp: Adapter<WhatsAppSettings> = {
  name: 'whatsapp',
  reaches: 'account',
  accountsBegin: 'whatsapp:',
  capabilities: {
    ...{ subject: false, html: false, attachments: true, maxBytes: 100_000_000, repeatable: false, stopWords: true, changes: true },
    window: { hours: 24, templates: true },
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : 'meta'),
  carrier: ({ provider }) => (provider === 'sandbox' ? null : metaCarrier),
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({ address: settings.numberId, snippet: null, dns: [], webhook: hookUrl(tools, prefix, settings) }),
  // our own name for it comes back in every status: news is known even when it comes before Meta's answer
  externalId: (_account, id) => id,
  send: sendMessage,
  test: (account, tools) => look(tools, account, at(account.settings), account.settings.numberId, hooks),
  connect: ({ settings }, tools) => connect(tools, settings, at(settings)),
  templates: listTemplates,
  forget: forgetFiles,
  forgetting: () => ({ what: 'files', days: 30 }),
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  sandbox: sandboxOf('whatsapp'),
  protocols: [webhookOf<WhatsAppSettings>({ prefix, hooks, read: readUpdates, idOf: ({ numberId }) => numberId })],
};
