// Text messages. The channel is one, whoever carries it: `provider` among its settings says who, and the sandbox is Twilio's protocol spoken within this house.
import type { Adapter } from '../../adapter.ts';
import { closeEmulator } from './emulator/emulator.ts';
import { hookUrl } from './hook-url.ts';
import { hooks } from './hooks.ts';
import { smsSandbox } from './sandbox.ts';
import { completeSettings, type SmsSettings, secretSettings, settingsSchema } from './settings.ts';
import { forgetTexts } from './twilio/forget.ts';
import { connectNumber, testNumber } from './twilio/number.ts';
import { sendText } from './twilio/send.ts';
import { webhooks } from './webhooks.ts';

export const sms: Adapter<SmsSettings> = {
  name: 'sms',
  reaches: 'phone',
  capabilities: { subject: false, html: false, attachments: false, maxBytes: 100_000, repeatable: false, stopWords: true },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: ({ provider }) => (provider === 'sandbox' ? null : provider),
  carrier: ({ provider }) =>
    provider === 'sandbox' ? null : { code: 'twilio', name: 'Twilio', service: 'Carries text messages (SMS)', region: 'US' },
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: settings.number || settings.service,
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings, 'in'),
  }),
  // our own name for it travels in the address of the status webhook: news is known even when it comes before Twilio's answer
  externalId: (_account, id) => id,
  send: sendText,
  test: testNumber,
  connect: connectNumber,
  forget: forgetTexts,
  forgottenAfterDays: 30,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  sandbox: smsSandbox,
  protocols: [webhooks],
};
