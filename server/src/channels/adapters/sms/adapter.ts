// Text messages. The channel is one, whoever carries it: `provider` among its settings says who, and the sandbox is a provider's protocol spoken within this house.
import { countSegments } from '@parley/contract/segments';
import type { Longest } from '@parley/contract/text-length';
import { Problem } from '#kit/problem';
import type { Account, Adapter } from '../../adapter.ts';
import { reached } from '../../carrier.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import type { Sandbox } from '../../playing.ts';
import { showsNothing } from '../../signals/types.ts';
import { carrierOf } from './carrier.ts';
import { closeEmulators } from './emulators.ts';
import { hookUrl } from './hook-url.ts';
import { hooks } from './hooks.ts';
import { sendText } from './send.ts';
import { completeSettings, secretSettings, settingsSchema } from './settings.ts';
import { type SmsSettings, spokenBy } from './shape.ts';
import { closeLines, hangUp, holdLines, isHeldElsewhere } from './smpp/lines.ts';
import { webhooks } from './webhooks.ts';
import { textOf } from './words.ts';

export const sms: Adapter<SmsSettings> = {
  name: 'sms',
  reaches: 'phone',
  capabilities: { subject: false, html: false, attachments: false, maxBytes: 100_000, repeatable: false, stopWords: true },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before) => completeSettings(settings, before),
  recipient: (settings) => (settings.provider === 'sandbox' ? null : carrierOf(settings).entry(settings).code),
  carrier: (settings) => (settings.provider === 'sandbox' ? null : carrierOf(settings).entry(settings)),
  reachedIn: (settings, tools) => {
    const { entry, reachedIn } = carrierOf(settings);
    return settings.provider === 'sandbox' ? [] : reached(entry(settings).code, reachedIn(settings, tools));
  },
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: carrierOf(settings).from(settings),
    snippet: null,
    dns: [],
    ...(carrierOf(settings).hear && { webhook: hookUrl(tools, settings, 'in') }),
  }),
  // our own name for it comes back in every status: news is known even when it comes before the provider's answer
  externalId: (_account, id) => id,
  hangUp,
  isElsewhere: async (account, ctx) => account.settings.provider === 'smpp' && isHeldElsewhere(account, ctx),
  longest: longestOf,
  send: sendText,
  campaigns: (settings) => wordsUpTo(longestOf(settings)),
  pace: (settings) => carrierOf(settings).pace(settings),
  weight: (settings, outbound) => (carrierOf(settings).countsSegments ? countSegments(textOf(outbound)).segments : 1),
  shows: () => showsNothing,
  missed: (settings) => carrierOf(settings).missed?.(settings),
  test: (account, tools) => carrierOf(account.settings).test(account, tools),
  connect: (account, tools) => carrierOf(account.settings).connect(account, tools),
  forget: (account, ids, tools) => carrierOf(account.settings).forget(account, ids, tools),
  forgetting: (settings) => carrierOf(settings).forgetting,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return async () => {
      await closeLines(tools);
      await closeEmulators(tools);
    };
  },
  sandboxed: (settings) => ({ ...settings, provider: 'sandbox', speaks: spokenBy(settings) }),
  sandbox: {
    read: (account, tools) => sandboxOf(account).read(account, tools),
    write: (account, tools, said) => sandboxOf(account).write(account, tools, said),
    shelf: (account, tools) => sandboxOf(account).shelf(account, tools),
    forget: (account, tools) => sandboxOf(account).forget(account, tools),
    change: (account, tools, behaviour) => sandboxOf(account).change(account, tools, behaviour),
  },
  clocks: [holdLines],
  protocols: [webhooks],
};

function longestOf(settings: SmsSettings): Longest {
  const { longest, alphabet } = carrierOf(settings);
  const written = alphabet?.(settings);
  return { most: longest, counts: 'utf-16', ...(written === 'latin-1' && { alphabet: written }) };
}

function sandboxOf({ settings }: Account<SmsSettings>): Sandbox<SmsSettings> {
  const { sandbox } = carrierOf(settings);
  if (!sandbox) throw new Problem('not-found');
  return sandbox;
}
