// A channel of the company's own: its system hands in what people write and gets our messages, both by signed webhooks. The company is nobody else's recipient.
import { mostChoices } from '@parley/contract/choices';
import { insideHosts } from '#kit/outside';
import { clock } from '#kit/pool';
import type { Adapter } from '../../adapter.ts';
import { wordsUpTo } from '../../many/campaigning.ts';
import { showsNothing } from '../../signals/types.ts';
import { closeSystems } from './emulator.ts';
import { hooks, hookUrl } from './hooks.ts';
import { customSandbox } from './sandbox.ts';
import { forgetThere, sendToSystem, testSystem } from './send.ts';
import { type CustomSettings, completeSettings, secretSettings, settingsSchema } from './settings.ts';
import { webhooks } from './webhooks.ts';

const mostLetters = 10_000;

export const custom: Adapter<CustomSettings> = {
  name: 'custom',
  reaches: 'account',
  accountsBegin: 'custom:',
  capabilities: { subject: false, html: false, attachments: true, maxBytes: 10_000_000, repeatable: true, stopWords: true, changes: true },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: async (settings, before, tools) => completeSettings(settings, before, insideHosts(tools), clock.of({ tools })()),
  recipient: () => null,
  entranceKind: 'hook',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({
    address: settings.url === '' ? null : new URL(settings.url).origin,
    snippet: null,
    dns: [],
    webhook: hookUrl(tools, settings),
  }),
  externalId: (_account, id) => id,
  taps: ({ showsChoices }) => (showsChoices === 'yes' ? mostChoices : 0),
  send: sendToSystem,
  // by default, since the system is the company's own and gets the step to unsubscribe in the words; `use` and `purpose` say what it is
  campaigns: ({ url, played }) =>
    url === '' && !played ? { may: false, because: 'only-takes-in' } : wordsUpTo({ most: mostLetters, counts: 'utf-16' }),
  pace: () => null, // a system of the company's own says itself when it has enough
  shows: () => showsNothing,
  test: testSystem,
  forget: forgetThere,
  sandboxed: (settings) => ({ ...settings, played: true }),
  sandbox: customSandbox,
  start: async (tools, given) => {
    hooks.set(tools, given);
    return () => closeSystems(tools);
  },
  protocols: [webhooks],
};
