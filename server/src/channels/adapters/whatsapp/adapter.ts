// WhatsApp. The channel is one, whoever carries it: `provider` among its settings says who, and the sandbox is a carrier's protocol spoken within this house.
import { config } from '#kit/config';
import { regionOfHost } from '#vendors';
import type { Account, Adapter, Settings } from '../../adapter.ts';
import { reached } from '../../carrier.ts';
import { closeEmulator } from '../meta/emulator/emulator.ts';
import { type Carried, isByTwilio } from './carried.ts';
import { byCloud } from './cloud.ts';
import { hooks } from './hooks.ts';
import { completeSettings, secretSettings, settingsSchema, type WhatsAppSettings } from './settings.ts';
import { byTwilio } from './twilio/twilio.ts';
import { webhooks } from './webhooks.ts';

const carriedBy = (settings: Settings): Carried => (isByTwilio(settings) ? byTwilio : byCloud) as unknown as Carried;
const carrierOf = ({ settings }: Account): Carried => carriedBy(settings);
const leaves = ({ provider }: Settings): boolean => provider !== 'sandbox';

export const whatsapp: Adapter<WhatsAppSettings> = {
  name: 'whatsapp',
  reaches: 'account',
  accountsBegin: 'whatsapp:',
  capabilities: {
    ...{ subject: false, html: false, attachments: true, filesByLink: true, maxBytes: 100_000_000, repeatable: false },
    ...{ stopWords: true, changes: true, window: { hours: 24, templates: true } },
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: (settings) => (leaves(settings) ? carriedBy(settings).entry.code : null),
  carrier: (settings) => (leaves(settings) ? carriedBy(settings).entry : null),
  handsOnTo: (recipient) => (recipient === byTwilio.entry.code ? byTwilio.alsoBy : []),
  // Meta has one address for the world, and names no region of an account
  reachedIn: (settings, tools) =>
    leaves(settings) && isByTwilio(settings)
      ? reached(byTwilio.entry.code, regionOfHost(new URL(config.of({ tools }).twilioUrl).hostname))
      : [],
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: (account, tools) => carrierOf(account).describe(account, tools),
  // our own name for it comes back in every status: news is known even when it comes before the carrier's answer
  externalId: (_account, id) => id,
  longest: (settings) => carriedBy(settings).longest,
  taps: (settings) => carriedBy(settings).taps,
  send: (account, outbound, tools) => carrierOf(account).send(account, outbound, tools),
  campaigns: () => ({ may: true, form: 'template', most: 1_024, counts: 'utf-16' }), // also within the window: one form for everybody; its gaps filled
  // developers.facebook.com, "Throughput" and "Pair rate limits": 80 a second by a number, and to one person one in six seconds with 45 at once; Twilio hands on to the same
  pace: () => ({ account: { perSecond: 80, burst: 80 }, recipient: { perSecond: 1 / 6, burst: 45 } }),
  messagingLimit: async (account, tools) => carrierOf(account).messagingLimit?.(account, tools),
  shows: (settings) => carriedBy(settings).shows,
  signal: async (account, signal, tools) => (await carrierOf(account).signal?.(account, signal, tools)) ?? false,
  missed: (settings) => carriedBy(settings).missed,
  chatLink: (account, tools, text) => carrierOf(account).chatLink(account, tools, text),
  test: (account, tools) => carrierOf(account).test(account, tools),
  connect: (account, tools, by) => carrierOf(account).connect(account, tools, by),
  templates: (account, tools) => carrierOf(account).templates(account, tools),
  forget: (account, ids, tools) => carrierOf(account).forget(account, ids, tools),
  forgetting: (settings) => carriedBy(settings).forgetting,
  keeping: (settings) => (leaves(settings) ? (carriedBy(settings).keeping ?? []) : []),
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeEmulator(tools);
  },
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox', ...(isByTwilio(settings) && { speaks: 'twilio' }) }) as WhatsAppSettings,
  sandbox: {
    read: (account, tools) => carrierOf(account).sandbox.read(account, tools),
    write: (account, tools, said) => carrierOf(account).sandbox.write(account, tools, said),
    tap: async (account, tools, tapped) => carrierOf(account).sandbox.tap?.(account, tools, tapped),
    shelf: (account, tools) => carrierOf(account).sandbox.shelf(account, tools),
    forget: (account, tools) => carrierOf(account).sandbox.forget(account, tools),
    change: (account, tools, behaviour) => carrierOf(account).sandbox.change(account, tools, behaviour),
  },
  protocols: [webhooks],
};
