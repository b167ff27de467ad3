// What did not arrive is tried again: words of one's own as words, an approved message as that message, with what filled its gaps.
import { alreadyWritten, keyOf, messageFacts, readMessage, replyAgain, settle, type Taken, toTryAgain } from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { MessageId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { askForTemplates, filledField, filledTemplate, isTemplate, sendTemplate } from './templates/templates.ts';

export const againRoute: Route = route('tryMessageAgain', {
  permission: 'conversations.write',
  purpose: 'service-conversation',
  prepare: (tools, { params }, { workspace }) => lookUpTemplate(tools, workspace, params.message as MessageId),
  handle: async (ctx, { params, request }) => {
    const message = params.message as MessageId;
    const taken = await tryAgain(ctx, message, keyOf(ctx, request, `again/${message}`));
    return readMessage(ctx, taken.message);
  },
});

async function tryAgain(ctx: Ctx, message: MessageId, clientKey: string | undefined): Promise<Taken> {
  const repeated = await alreadyWritten(ctx, clientKey);
  if (repeated) return repeated;
  if (!(await isTemplate(ctx, message))) return replyAgain(ctx, message, clientKey);
  const { conversation, person, purpose } = await toTryAgain(ctx, message);
  const reads = ctx.purpose ?? 'service-conversation';
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose: reads, fields: [filledField] });
  const template = await filledTemplate(ctx, right, message);
  if (!template) throw new Problem('erased');
  await settle(ctx, message, 'again');
  const { name, language, values } = template;
  return sendTemplate(ctx, { conversation, name, language, values, purpose, clientKey });
}

/** What the provider has approved by now, for a template; nothing of it is told, and whoever asks hears in their own transaction what they may. */
async function lookUpTemplate(tools: Tools, workspace: WorkspaceId, message: MessageId): Promise<void> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  const facts = await act(tools, who, async (ctx) => ((await isTemplate(ctx, message)) ? messageFacts(ctx, message) : undefined));
  if (facts) await askForTemplates(tools, workspace, { conversation: facts.conversation }, false);
}
