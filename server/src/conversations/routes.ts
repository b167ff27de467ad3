// The doors of conversations for staff.
import { createHash } from 'node:crypto';
import { maskedIn, rest } from '#detection';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, ConversationId, InboxId, MessageId, PersonId, StaffId, TeamId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type RequestFacts, type Route, route, written } from '#kit/route';
import { lower } from './class.ts';
import { download, htmlPage, imagesUnlessAsked } from './downloads.ts';
import { staffEvents } from './events.ts';
import { uploadTo } from './files.ts';
import { safeFile } from './filetype.ts';
import { listInboxes } from './inboxes.ts';
import { readPresence, tellPresence } from './presence.ts';
import { inboxesShown } from './reach.ts';
import { conversationViews, readMessage, readyToList } from './reading.ts';
import { note, reply, start } from './reply.ts';
import { loadOf } from './team-load.ts';
import { changeThread, markRead } from './threads.ts';
import { settle } from './undelivered.ts';
import { listConversations, readConversation } from './views.ts';

const read = { permission: 'conversations.read', purpose: 'service-conversation' } as const;
const write = { permission: 'conversations.write', purpose: 'service-conversation' } as const;

export const routes: readonly Route[] = [
  route('listInboxes', {
    permission: 'conversations.read',
    purpose: null,
    handle: async (ctx) => {
      const reach = await inboxesShown(ctx);
      const shown = (await listInboxes(ctx)).filter(({ id }) => reach === null || reach.has(id));
      return { items: shown.map(({ id, name, channel }) => ({ id, name, channel })) };
    },
  }),
  route('listConversations', { ...read, handle: (ctx, { query }) => listConversations(ctx, query) }),
  route('readConversation', { ...read, handle: (ctx, { params }) => readConversation(ctx, params.conversation as ConversationId) }),
  route('startConversation', {
    ...write,
    handle: async (ctx, { body, request }) => {
      const { person, inbox, ...words } = body;
      const taken = await start(ctx, {
        ...words,
        person: person as PersonId,
        inbox: inbox as InboxId,
        clientKey: keyOf(ctx, request, 'start'),
      });
      return { conversation: await readConversation(ctx, taken.conversation), message: await readMessage(ctx, taken.message) };
    },
  }),
  route('changeConversation', {
    ...write,
    handle: async (ctx, { params, body }) => {
      const id = params.conversation as ConversationId;
      const change = { ...body, assignee: body.assignee as StaffId | null | undefined, team: body.team as TeamId | null | undefined };
      const [view] = await conversationViews(ctx, [await changeThread(ctx, id, change)]); // whoever handed it on may see it no more
      if (!view) throw new Problem('not-found');
      return view;
    },
  }),
  route('markRead', {
    ...read,
    handle: async (ctx, { params, body }) => {
      await markRead(ctx, params.conversation as ConversationId, body.sequence);
      return {};
    },
  }),
  route('listMessages', {
    ...read,
    onlyByKeys: true,
    handle: async (ctx, { params, query }) => {
      const show = await readyToList(ctx, params.conversation as ConversationId, query);
      ctx.db.finish(); // the seals are opened, and the answer is written out, while the record of the look becomes durable
      return written(show());
    },
  }),
  route('addMessage', {
    ...write,
    handle: async (ctx, { params, body, request }) => {
      const conversation = params.conversation as ConversationId;
      const words = {
        conversation,
        text: body.text,
        attachments: (body.attachments ?? []) as AttachmentId[],
        choices: body.choices ?? [],
        clientKey: keyOf(ctx, request, conversation),
      };
      const taken =
        body.kind === 'note' ? await note(ctx, words) : await reply(ctx, { ...words, purpose: body.purpose ?? 'service-conversation' });
      return readMessage(ctx, taken.message);
    },
  }),
  route('settleMessage', {
    ...write,
    handle: async (ctx, { params }) => {
      await settle(ctx, params.message as MessageId, 'done');
      return readMessage(ctx, params.message as MessageId);
    },
  }),
  route('readTeamLoad', {
    permission: 'staff.change',
    purpose: 'staff-administration',
    handle: async (ctx, { params }) => ({ items: await loadOf(ctx, params.team as TeamId) }),
  }),
  route('lowerClass', {
    permission: 'conversations.lower',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { params, body }) => {
      await lower(ctx, params.conversation as ConversationId, body.reason);
      return {};
    },
  }),
  route('lookThrough', {
    permission: 'conversations.write',
    purpose: null,
    handle: async (_ctx, { body }) => {
      const { text, found } = rest(body.text);
      return { text, masked: maskedIn(found) };
    },
  }),
  route('readPresence', { ...read, handle: (ctx, { params }) => readPresence(ctx, params.conversation as ConversationId) }),
  route('tellPresence', {
    ...read,
    handle: async (ctx, { params, body }) => {
      await tellPresence(ctx, params.conversation as ConversationId, body.state);
      return {};
    },
  }),
  route('uploadAttachment', {
    ...write,
    prepare: (_tools, { bytes, request }) => safeFile(fileOf(bytes, request)),
    handle: (ctx, { params, prepared }) => uploadTo(ctx, params.conversation as ConversationId, prepared),
  }),
  route('readAttachment', { ...read, handle: (ctx, { params }) => download(ctx, params.attachment as AttachmentId) }),
  route('readMessageHtml', {
    ...read,
    handle: (ctx, { params, query }) => htmlPage(ctx, params.message as MessageId, query.images ?? imagesUnlessAsked),
  }),
  route('events', { permission: 'workspace.read', purpose: null, handle: (ctx) => staffEvents(ctx) }),
];

/** An Idempotency-Key is its sender's and its place's own; hashed, since nobody promises that it names no one. */
export function keyOf(ctx: Ctx, request: RequestFacts, place: string): string | undefined {
  if (request.idempotencyKey === undefined) return undefined;
  return `staff/${createHash('sha256').update(`${ctx.actor.id}/${place}/${request.idempotencyKey}`).digest('base64url')}`;
}

/** An upload: the bytes with the headers Content-Type and X-File-Name (percent-encoded). Problem `invalid` when empty or misnamed. */
export function fileOf(bytes: Buffer, request: RequestFacts): { name: string; type: string; bytes: Buffer } {
  if (bytes.length === 0) throw new Problem('invalid', { detail: 'The file is empty.' });
  try {
    return { name: decodeURIComponent(request.header('x-file-name') ?? 'file'), type: request.header('content-type') ?? '', bytes };
  } catch {
    throw new Problem('invalid', { detail: 'X-File-Name must be percent-encoded UTF-8.' });
  }
}
