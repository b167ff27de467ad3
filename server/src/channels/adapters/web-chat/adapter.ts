// Web chat: the widget on the company's pages. Sending is letting the visitor's own device fetch it, so nothing leaves the company.
import { mostChoices } from '@parley/contract/choices';
import { config } from '#kit/config';
import type { Account, Adapter, Hooks } from '../../adapter.ts';
import { closeSessions } from '../../push/apns/http2.ts';
import { closeEmulator } from '../../push/emulator/emulator.ts';
import { carriersOf } from '../../push/services.ts';
import { pushSecrets } from '../../push/settings.ts';
import { testPush } from '../../push/try.ts';
import { holdings } from './holdings.ts';
import { hooks } from './hooks.ts';
import { routes } from './routes.ts';
import { webChatSandbox } from './sandbox.ts';
import { openSaying, saying } from './saying.ts';
import { completeSettings, settingsSchema, type WebChatSettings } from './settings.ts';

export const webChat: Adapter<WebChatSettings> = {
  name: 'web-chat',
  reaches: 'visitor',
  capabilities: {
    subject: false,
    html: false,
    attachments: true,
    maxBytes: 1_073_741_824,
    repeatable: true,
    stopWords: 'plain',
    liesHere: true,
  },
  settings: settingsSchema,
  secrets: ['identitySecret', ...pushSecrets],
  complete: async (given, before) => completeSettings(given, before),
  recipient: () => null,
  alsoCarriedBy: (settings, tools) => carriersOf(tools, settings),
  entranceKind: 'widget',
  entrances: ({ key }) => [key],
  describe: ({ settings }, tools) => ({ address: null, snippet: snippet(config.of({ tools }).publicUrl, settings), dns: [] }),
  externalId: () => null,
  // it lies in the conversation already: from here on the visitor's device may fetch it
  taps: () => mostChoices,
  send: async () => ({ outcome: 'sent', externalId: null, state: 'sent' }),
  campaigns: () => ({ may: true, form: 'words', most: 4_000, counts: 'utf-16' }),
  pace: () => null, // nothing leaves
  shows: () => ({ typing: 'by-itself', reads: 'none' }),
  test: async ({ settings }, tools) => {
    const words =
      settings.origins.length === 0
        ? 'Ready, on any page. Name the origins of your pages to keep it to them.'
        : `Ready, on ${settings.origins.length} origins.`;
    const push = await testPush(tools, settings);
    return { ok: push?.ok ?? true, words: push ? `${words} ${push.words}` : words };
  },
  // the chat itself leaves nothing; what wakes devices does
  sandboxed: (settings) => ({
    ...settings,
    played: true,
    ...((settings.fcm ?? 'off') !== 'off' && { fcm: 'sandbox' as const }),
    ...((settings.apns ?? 'off') !== 'off' && { apns: 'sandbox' as const }),
  }),
  sandbox: webChatSandbox,
  start: async (tools, given: Hooks) => {
    hooks.set(tools, given);
    saying.set(tools, openSaying(tools));
    return async () => {
      closeSessions(tools);
      await closeEmulator(tools);
    };
  },
  routes,
  holdings,
};

/** Carries what must be known before the chat is opened, because nothing is fetched until then. */
const snippet = (url: string, { key, accent, side, theme }: Account<WebChatSettings>['settings']): string => {
  const look = { side: side === 'left' && side, theme: theme !== 'auto' && theme, accent };
  const said = Object.entries(look).flatMap(([name, value]) => (value ? [` data-${name}="${value}"`] : []));
  return `<script src="${url}/widget.js" data-key="${key}"${said.join('')} async></script>`;
};
