// A person wrote. Inbound is never refused; whoever was erased meanwhile makes the caller start again with a new person.

import { asksIn, sum } from '#detection';
import type { Ctx } from '#kit/ctx';
import { inboxOf } from './inboxes.ts';
import { conversationWith, latestConversation, lockThread, openConversation } from './threads.ts';
import type { Incoming, Taken } from './types.ts';
import { type Draft, known, write } from './write.ts';

/** Takes in what a person wrote: continues or opens the thread, one message per client key. Throws Problem `erased` when the person is gone: arrive as a new person and try again. */
export async function receive(ctx: Ctx, incoming: Incoming): Promise<Taken> {
  const repeated = await known(ctx, incoming.clientKey);
  if (repeated) return repeated;
  const conversation = (await existing(ctx, incoming)) ?? (await opened(ctx, incoming));
  return write(ctx, {
    conversation,
    kind: 'message',
    direction: 'in',
    author: { kind: 'person', id: conversation.person },
    purpose: 'service-conversation',
    text: incoming.text,
    html: incoming.html,
    files: incoming.attachments ?? [],
    uploads: incoming.uploaded ?? [],
    clientKey: incoming.clientKey,
    delivery: 'received',
    reopens: incoming.automatic !== true,
  });
}

async function existing(ctx: Ctx, incoming: Incoming): Promise<Draft['conversation'] | undefined> {
  if (incoming.conversation) return conversationWith(ctx, incoming.conversation, incoming.person);
  if (!incoming.continues) return undefined;
  await lockThread(ctx, incoming.person, incoming.inbox);
  return latestConversation(ctx, incoming.person, incoming.inbox);
}

async function opened(ctx: Ctx, incoming: Incoming): Promise<Draft['conversation']> {
  await inboxOf(ctx, incoming.inbox);
  const conversation = await openConversation(ctx, incoming);
  if (incoming.automatic) return conversation;
  return { ...conversation, found: sum([conversation.found, asksIn(incoming.subject ?? '')]) };
}
