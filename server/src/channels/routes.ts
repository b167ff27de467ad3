// The doors of channels for staff; adapters bring their own.
import type { Answer } from '@parley/contract';
import { inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { changeChannel, listAccounts, type Opened, openChannel, shownSettings, testChannel } from './accounts.ts';

const change = { permission: 'channels.change', purpose: null } as const;

export const routes: readonly Route[] = [
  route('listChannels', {
    permission: 'channels.read',
    purpose: null,
    handle: async (ctx) => {
      const items: Answer<'listChannels'>['items'] = [];
      for (const opened of await listAccounts(ctx)) items.push(await view(ctx, opened));
      return { items };
    },
  }),
  route('addChannel', { ...change, handle: async (ctx, { body }) => view(ctx, await openChannel(ctx, body)) }),
  route('changeChannel', {
    ...change,
    handle: async (ctx, { params, body }) => view(ctx, await changeChannel(ctx, params.inbox as InboxId, body)),
  }),
  route('testChannel', { ...change, handle: (ctx, { params }) => testChannel(ctx, params.inbox as InboxId) }),
];

async function view(ctx: Ctx, { adapter, account, health }: Opened): Promise<Answer<'changeChannel'>> {
  const { address, snippet, dns } = adapter.describe(account, ctx.tools);
  const { id, name, channel, recipient } = await inboxOf(ctx, account.inbox);
  return {
    inbox: { id, name, channel },
    address,
    snippet,
    settings: { ...shownSettings(adapter, account.settings) },
    dns: [...dns],
    recipient,
    health: health ?? { ok: true, words: 'Not tested yet.' },
  };
}
