// The company writes: the gate is asked when the words are accepted, and by `channels` again right before they leave.

import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, ConversationId, InboxId, PersonId, TeamId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { holdForSend, identitiesOf, isOwned, rootOf } from '#people';
import { messageQueued } from './announcements.ts';
import { refuseTooLong } from './fitting.ts';
import { inboxOf } from './inboxes.ts';
import { areasWith, beginsWith, refuseStrange } from './reach.ts';
import { changeConversation, lastIncoming } from './store.ts';
import { conversationOf, latestConversation, lockThread, openConversation } from './threads.ts';
import { type ChannelKind, deliveryFields, type Inbox, type SafeFile, type Taken } from './types.ts';
import { type Draft, known, write } from './write.ts';

type Words = {
  readonly text: string;
  readonly attachments?: readonly AttachmentId[];
  /** Files of ours that were looked through before. */
  readonly files?: readonly SafeFile[];
  /** Titles that the person may tap. */
  readonly choices?: readonly string[];
  readonly clientKey?: string | undefined;
  readonly isForMany?: boolean;
};

/** Queues a reply that the gate allows now; throws Problem `gate-refused` with reason and article otherwise, `erased` when the person is gone, `invalid` for choices that cannot be offered. */
export async function reply(ctx: Ctx, parts: Words & { conversation: ConversationId; purpose: string }): Promise<Taken> {
  const repeated = await known(ctx, parts.clientKey);
  if (repeated) return repeated;
  const conversation = await conversationOf(ctx, parts.conversation);
  await mayReply(ctx, conversation, parts.purpose);
  await refuseTooLong(ctx, conversation.inbox, parts);
  return queue(ctx, conversation, parts, parts.purpose);
}

/** Leaves a note that only staff sees. Problem `invalid` with choices: nobody could tap them. */
export async function note(ctx: Ctx, parts: Words & { conversation: ConversationId }): Promise<Taken> {
  if (parts.choices?.length)
    throw new Problem('invalid', { fields: [{ path: 'body/choices', message: 'go with a reply, not with a note' }] });
  const repeated = await known(ctx, parts.clientKey);
  if (repeated) return repeated;
  const conversation = await conversationOf(ctx, parts.conversation);
  return write(ctx, { ...draft(ctx, conversation, parts, 'service-conversation'), kind: 'note', delivery: 'received', reopens: false });
}

/** Writes to a person first; in web chat and by text message it goes on in their thread. Throws Problem `invalid` when the person has no address on that channel, `conflict` when their thread there is another team's. `isForMany`: the same words go to many, so nobody has to look after a new thread until the person answers, and what they speak of says nothing of them. `isMet`: the person is new, and met in this inbox at this moment. */
export async function start(
  ctx: Ctx,
  parts: Words & { person: PersonId; inbox: InboxId; purpose: string; subject?: string | undefined; isForMany?: boolean; isMet?: boolean },
): Promise<Taken> {
  const repeated = await known(ctx, parts.clientKey);
  if (repeated) return repeated;
  const inbox = await inboxOf(ctx, parts.inbox);
  const team = await beginsWith(ctx, inbox.id);
  if (!parts.isMet) await refuseStrange(ctx, parts.person);
  const person = await rootOf(ctx, parts.person);
  const kind = reachedBy[inbox.channel];
  const hasAddress = (await identitiesOf(ctx, person)).some((each) => each.kind === kind && isOwned(each));
  if (!hasAddress) throw noAddress();
  await refuseTooLong(ctx, inbox.id, parts);
  await holdForSend(ctx, [person]); // before the thread: whoever says no in it takes both in this order too
  await lockThread(ctx, person, inbox.id);
  const thread = inbox.channel !== 'email' ? await oneThread(ctx, person, inbox.id) : undefined;
  if (kind === 'account' && !thread) throw noAddress(); // an account leads back only to the inbox where it was met
  if (thread) await mayReply(ctx, await conversationOf(ctx, thread.id), parts.purpose);
  else await maySend(ctx, person, inbox, team, parts.purpose); // before anything is written: a no is cheap
  const conversation = thread ?? (await openConversation(ctx, { inbox: inbox.id, person, subject: parts.subject, team }));
  if (parts.isForMany && !thread) await ctx.db.run(changeConversation, [ctx.workspace, conversation.id, 'closed', null, ctx.now, team]);
  return queue(ctx, conversation, parts, parts.purpose);
}

/** The thread in which it goes on: the latest that whoever acts reaches. Where there are others alone a second one would take the person's answers from them: Problem `conflict`. */
async function oneThread(ctx: Ctx, person: PersonId, inbox: InboxId) {
  const within = await latestConversation(ctx, person, inbox, await areasWith(ctx, person));
  if (within || !(await latestConversation(ctx, person, inbox))) return within;
  throw new Problem('conflict', {
    because: 'looked-after-elsewhere',
    detail: 'Another team looks after the conversation with this person here. Ask whoever sees all of the inbox.',
  });
}

/** When the person last wrote in a conversation: what a message now would answer; undefined when they never did. */
export async function lastHeard(ctx: Ctx, conversation: { id: ConversationId; lastSequence: number }): Promise<Date | undefined> {
  return (await ctx.db.one(lastIncoming, [ctx.workspace, conversation.id, conversation.lastSequence + 1])).at ?? undefined;
}

const noAddress = () => new Problem('invalid', { fields: [{ path: 'body/person', message: 'has no address on this channel' }] });

const reachedBy = {
  'web-chat': 'visitor',
  email: 'email',
  sms: 'phone',
  whatsapp: 'account',
  messenger: 'account',
  instagram: 'account',
  telegram: 'account',
  viber: 'account',
  line: 'account',
  custom: 'account',
} as const satisfies Record<ChannelKind, string>;

type Thread = Awaited<ReturnType<typeof conversationOf>>;

async function mayReply(ctx: Ctx, conversation: Thread, purpose: string): Promise<void> {
  const [inbox, answering] = [await inboxOf(ctx, conversation.inbox), await lastHeard(ctx, conversation)];
  await maySend(ctx, conversation.person, inbox, conversation.team, purpose, answering);
}

async function maySend(
  ctx: Ctx,
  person: PersonId,
  { id: inbox, channel, recipient }: Inbox,
  team: TeamId | null,
  purpose: string,
  answering?: Date,
): Promise<void> {
  await permitOrThrow(ctx, {
    ...{ act: 'send', person, purpose, channel, spot: { inbox, team }, fields: deliveryFields },
    ...(recipient !== null && { recipient }),
    ...(answering && { answering }),
  });
}

async function queue(ctx: Ctx, conversation: Draft['conversation'], words: Words, purpose: string): Promise<Taken> {
  const taken = await write(ctx, { ...draft(ctx, conversation, words, purpose), kind: 'message', delivery: 'queued', reopens: false });
  await announce(ctx, messageQueued, { conversation: taken.conversation, message: taken.message });
  return taken;
}

function draft(ctx: Ctx, conversation: Draft['conversation'], words: Words, purpose: string): Omit<Draft, 'kind' | 'delivery' | 'reopens'> {
  // never a person: theirs are the words that come in, and an id in a thread that is parted from them would outlive them
  const author =
    ctx.actor.kind === 'person' ? { kind: 'system' as const, id: 'conversations' } : { kind: ctx.actor.kind, id: ctx.actor.id };
  return {
    conversation,
    direction: 'out',
    author,
    purpose,
    text: words.text,
    uploads: words.attachments ?? [],
    files: words.files ?? [],
    choices: words.choices ?? [],
    clientKey: words.clientKey,
    isForMany: words.isForMany === true,
  };
}
