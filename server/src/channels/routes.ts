// The doors of channels for staff; adapters bring their own.
import type { Answer } from '@parley/contract';
import { forThose, inboxOf, keyOf, readMessage } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { changeChannel, listAccounts, type Opened, openChannel, shownSettings } from './accounts.ts';
import { allowancesFor } from './allowances.ts';
import { askConsent } from './ask-consent.ts';
import { limitFor, shownLimit } from './messaging-limit/limit.ts';
import { playsByItself } from './playing.ts';
import { noteConnected, noteTried, tellProvider, tryChannel } from './trying.ts';

const service = 'service-conversation';
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
  route('addChannel', { ...change, stepUp: true, handle: async (ctx, { body }) => view(ctx, await openChannel(ctx, body)) }),
  route('changeChannel', {
    ...change,
    stepUp: true,
    handle: async (ctx, { params, body }) => view(ctx, await changeChannel(ctx, params.inbox as InboxId, body)),
  }),
  route('testChannel', {
    ...change,
    prepare: (tools, { params }, { workspace }) => tryChannel(tools, workspace, params.inbox as InboxId),
    handle: (ctx, { prepared }) => noteTried(ctx, prepared),
  }),
  route('connectChannel', {
    ...{ ...change, stepUp: true },
    prepare: (tools, { params }, { workspace, actor }) => tellProvider(tools, workspace, params.inbox as InboxId, actor.id),
    handle: (ctx, { params, prepared }) => noteConnected(ctx, params.inbox as InboxId, prepared),
  }),
  route('readAllowances', {
    permission: 'people.read',
    purpose: service,
    orFor: ['rights-fulfilment'],
    handle: async (asked, { params, query }) => {
      const person = params.person as PersonId;
      const ctx = await forThose(asked, [person], [service, 'rights-fulfilment']);
      return { items: await allowancesFor(ctx, person, query.language ?? 'en', query.conversation as ConversationId | undefined) };
    },
  }),
  route('askConsent', {
    permission: 'conversations.write',
    purpose: service,
    handle: async (ctx, { params, body, request }) => {
      const conversation = params.conversation as ConversationId;
      const answer = await askConsent(ctx, { ...body, conversation, clientKey: keyOf(ctx, request, `ask/${conversation}`) });
      if (answer.asked) return readMessage(ctx, answer.taken.message);
      const { because, article, words } = answer.decision;
      throw new Problem('gate-refused', { because, article, detail: words });
    },
  }),
];

async function view(ctx: Ctx, { adapter, account: spoken, stored: account, isPlayed, health }: Opened): Promise<Answer<'changeChannel'>> {
  const { address, snippet, dns, webhook } = adapter.describe(account, ctx.tools);
  const { id, name, channel, recipient } = await inboxOf(ctx, account.inbox);
  const stand = (await adapter.stand?.(spoken, ctx.tools)) ?? health;
  return {
    inbox: { id, name, channel },
    address,
    snippet,
    settings: { ...shownSettings(adapter, account.settings) },
    dns: [...dns],
    recipient,
    isPlayed: adapter.sandbox !== undefined && (isPlayed || playsByItself(adapter, account.settings)),
    webhook: webhook ?? null,
    limit: adapter.messagingLimit ? shownLimit(await limitFor(ctx, account.inbox, isPlayed)) : null,
    health: { ok: true, words: 'Not tested yet.', ...stand, isTested: stand !== undefined },
  };
}
