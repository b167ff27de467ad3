// The doors of push for a visitor: what is offered, registering after a press, and taking it back by one.

import type { Ctx } from '#kit/ctx';
import { type RequestFacts, type Route, route } from '#kit/route';
import { accountOf } from '../accounts.ts';
import { count } from '../adapters/web-chat/limits.ts';
import type { WebChatSettings } from '../adapters/web-chat/settings.ts';
import { visitOf } from '../adapters/web-chat/visits.ts';
import { pushOf, registerDevice, unregister } from './devices.ts';

const visitor = { permission: 'visitor', purpose: 'service-conversation' } as const;

export const pushRoutes: readonly Route[] = [
  route('readPush', {
    ...visitor,
    handle: async (ctx, { request }) => {
      const { visit, settings } = await chatOf(ctx, request, 'fetch');
      return pushOf(ctx, visit, settings);
    },
  }),
  route('registerDevice', {
    ...visitor,
    handle: async (ctx, { request, body }) => {
      const { visit, settings } = await chatOf(ctx, request, 'device');
      return registerDevice(ctx, visit, settings, body);
    },
  }),
  route('removeDevice', {
    ...visitor,
    handle: async (ctx, { request, params }) => {
      await unregister(ctx, await visitOf(ctx, request), params.device);
      return {};
    },
  }),
  route('removeDevices', {
    ...visitor,
    handle: async (ctx, { request }) => {
      await unregister(ctx, await visitOf(ctx, request));
      return {};
    },
  }),
];

async function chatOf(ctx: Ctx, request: RequestFacts, what: 'fetch' | 'device') {
  const visit = await visitOf(ctx, request);
  count(ctx.tools, visit.id, what);
  return { visit, settings: (await accountOf(ctx, visit.inbox)).account.settings as WebChatSettings };
}
