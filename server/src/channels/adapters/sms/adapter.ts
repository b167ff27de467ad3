// Text messages. The channel is one, whoever carries it: `provider` among its settings says who, and the sandbox is a provider's protocol spoken within this house.
import type { Adapter } from '../../adapter.ts';
import { carrierOf } from './carrier.ts';
import { closeEmulators } from './emulators.ts';
import { hookUrl } from './hook-url.ts';
import { hooks } from './hooks.ts';
import { sendText } from './send.ts';
import { completeSettings, secretSettings, settingsSchema } from './settings.ts';
import type { SmsSettings } from './shape.ts';
import { webhooks } from './webhooks.ts';

export const sms: Adapter<SmsSettings> = {
  name: 'sms',
  reaches: 'phone',
  capabilities: { subject: false, html: false, attachments: false, maxBytes: 100_000, repeatable: false, stopWords: true },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : provider),
  carrier: (settings) => (settings.provider === 'sandbox' ? null : carrierOf(settings).entry),
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: carrierOf(settings).from(settings),
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings, 'in'),
  }),
  // our own name for it comes back in every status: news is known even when it comes before the provider's answer
  externalId: (_account, id) => id,
  send: sendText,
  test: (account, tools) => carrierOf(account.settings).test(account, tools),
  connect: (account, tools) => carrierOf(account.settings).connect(account, tools),
  forget: (account, ids, tools) => carrierOf(account.settings).forget(account, ids, tools),
  forgetting: (settings) => carrierOf(settings).forgetting,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulators(tools);
  },
  sandbox: {
    read: (account, tools) => carrierOf(account.settings).sandbox.read(account, tools),
    write: (account, tools, said) => carrierOf(account.settings).sandbox.write(account, tools, said),
    change: (account, tools, behaviour) => carrierOf(account.settings).sandbox.change(account, tools, behaviour),
  },
  protocols: [webhooks],
};
