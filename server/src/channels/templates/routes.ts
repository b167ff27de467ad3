// The doors to the reply window of a conversation and to the messages that may be sent when it is closed.
import type { Answer } from '@parley/contract';
import { conversation as conversationOf, keyOf, readMessage } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { accountOf } from '../accounts.ts';
import { linkBelow } from '../choices-told.ts';
import { standingIn } from '../late.ts';
import { longestOf } from '../longest.ts';
import { limitFor, shownLimit } from '../messaging-limit/limit.ts';
import { askForTemplates, sendTemplate, templatesOf } from './templates.ts';

const service = 'service-conversation';

export const templateRoutes: readonly Route[] = [
  route('readWindow', {
    permission: 'conversations.read',
    purpose: service,
    handle: (ctx, { params }) => windowView(ctx, params.conversation as ConversationId),
  }),
  route('listTemplates', {
    permission: 'conversations.write',
    purpose: service,
    prepare: (tools, { params, query }, { workspace }) =>
      askForTemplates(tools, workspace, { conversation: params.conversation as ConversationId }, query.anew === 'yes'),
    handle: async (ctx, { params, prepared: isFresh }) => {
      const { inbox } = await conversationOf(ctx, params.conversation as ConversationId);
      const { items, fetchedAt } = await templatesOf(ctx, inbox);
      return { items: items.map((each) => view(each)), fetchedAt: fetchedAt?.toISOString() ?? null, isFresh };
    },
  }),
  route('sendTemplate', {
    permission: 'conversations.write',
    purpose: service,
    prepare: (tools, { params }, { workspace }) =>
      askForTemplates(tools, workspace, { conversation: params.conversation as ConversationId }, false),
    handle: async (ctx, { params, body, request }) => {
      const conversation = params.conversation as ConversationId;
      const taken = await sendTemplate(ctx, { ...body, conversation, clientKey: keyOf(ctx, request, `template/${conversation}`) });
      return readMessage(ctx, taken.message);
    },
  }),
];

async function windowView(ctx: Ctx, id: ConversationId): Promise<Answer<'readWindow'>> {
  const thread = await conversationOf(ctx, id);
  const opened = await accountOf(ctx, thread.inbox);
  const { window } = opened.adapter.capabilities;
  const longest = longestOf(opened) ?? null;
  const link = await linkBelow(ctx, id, opened);
  if (!window) return { state: 'none', until: null, hours: null, templates: false, limit: null, longest, link };
  const { state, until } = await standingIn(ctx, window, thread);
  const limit = shownLimit(await limitFor(ctx, thread.inbox, opened.isPlayed));
  const templates = window.templates === true;
  return { state, until: until?.toISOString() ?? null, hours: window.hours, templates, limit, longest, link };
}

const view = ({ name, language, status, category, text, gaps, buttons, isPlain }: Answer<'listTemplates'>['items'][number] | Kept) => ({
  ...{ name, language, status, category, text, isPlain },
  ...{ gaps: [...gaps], buttons: [...buttons] },
});
type Kept = Awaited<ReturnType<typeof templatesOf>>['items'][number];
