// What a visitor does in the chat: write, read, send files, give an address for answers.

import type { Answer, Body } from '@parley/contract';
import { listed } from '@parley/contract/choices';
import { wishIn } from '@parley/contract/stop-words';
import {
  asDownload,
  conversationWith,
  lastShown,
  latestConversation,
  listShown,
  looksAfter,
  markFetched,
  personWrites,
  readShown,
  readShownFile,
  receive,
  type ShownMessage,
} from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, ConversationId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Special } from '#kit/route';
import { addIdentity, group, holdForNo, identityOf, newCode, prove, readIdentity, useCode } from '#people';
import { hooks } from './hooks.ts';
import { setEmail, type VisitRow } from './store.ts';
import { pin } from './visits.ts';

const pageSize = 100;
const me = (ctx: Ctx): PersonId => ctx.actor.id as PersonId;

/** The thread this browser shows: its own once it wrote, else what the company began. One that went to somebody else when a merge was taken apart is not its own. */
export async function threadOf(ctx: Ctx, visit: VisitRow): Promise<ConversationId | undefined> {
  const own = visit.conversation && (await conversationWith(ctx, visit.conversation, me(ctx)));
  return (own || (await latestConversation(ctx, me(ctx), visit.inbox)))?.id;
}

/** Takes in what the visitor wrote; the same clientId twice makes one message. Problems `invalid` for nothing at all, `erased`. */
export async function say(ctx: Ctx, visit: VisitRow, body: Body<'addVisitMessage'>): Promise<Answer<'addVisitMessage'>> {
  const uploaded = (body.attachments ?? []) as AttachmentId[];
  if (body.text.trim() === '' && uploaded.length === 0)
    throw new Problem('invalid', { fields: [{ path: 'body/text', message: 'is empty, and so are the files' }] });
  if (wishIn(body.text)) await holdForNo(ctx, me(ctx)); // before the thread is locked, as whoever sends does it
  const taken = await receive(ctx, {
    inbox: visit.inbox,
    person: me(ctx),
    text: body.text,
    uploaded,
    conversation: await threadOf(ctx, visit),
    continues: true,
    clientKey: keyOf(visit, body.clientId),
  });
  await pin(ctx, visit, taken.conversation);
  if (!taken.repeated) await hooks.of(ctx).obey(ctx, { inbox: visit.inbox, text: body.text }, taken, me(ctx));
  return forVisitor(visit, await readShown(ctx, taken.message));
}

/** Messages after a number; choices as a list in the text unless the page or app says that it shows them. Handing them out is what `delivered` means here; whether they were read is not known, and not claimed. */
export async function hear(ctx: Ctx, visit: VisitRow, after: number, showsChoices = false): Promise<Answer<'listVisitMessages'>> {
  const thread = await threadOf(ctx, visit);
  if (!thread) return { items: [], lastSequence: 0, thread: null };
  const shown = await listShown(ctx, thread, after, pageSize);
  await markFetched(ctx, thread, after, shown.at(-1)?.sequence ?? after);
  return {
    items: shown.map((message) => forVisitor(visit, showsChoices ? message : asList(message))),
    lastSequence: await lastShown(ctx, thread),
    thread,
  };
}

/** Whether the visit stands, and what is known. */
export async function standing(ctx: Ctx, visit: VisitRow): Promise<Answer<'readVisit'>> {
  const thread = await threadOf(ctx, visit);
  const address = await addressOf(ctx, visit);
  const identity = address?.kind === 'email' ? address : undefined;
  const right =
    identity &&
    (await permitOrThrow(ctx, { act: 'reveal', person: identity.person, purpose: 'service-conversation', fields: ['identities.value'] }));
  return {
    lastSequence: thread ? await lastShown(ctx, thread) : 0,
    email: identity && right ? await readIdentity(ctx, right, identity) : null,
    emailProved: identity ? identity.provedAt !== null : false,
    agent: (thread && (await looksAfter(ctx, thread))) ?? null,
  };
}

export async function fetchFile(ctx: Ctx, visit: VisitRow, attachment: AttachmentId): Promise<Special> {
  const thread = await threadOf(ctx, visit);
  if (!thread) throw new Problem('not-found');
  return asDownload(await readShownFile(ctx, thread, attachment));
}

/** Takes an address for answers: a claim, until the code that is sent there comes back. The chat itself asks for emails only. */
export async function giveAddress(ctx: Ctx, visit: VisitRow, kind: 'email' | 'phone', value: string): Promise<void> {
  const { identity } = await addIdentity(ctx, me(ctx), { kind, value });
  await ctx.db.run(setEmail, [ctx.workspace, visit.id, identity]);
  if ((await identityOf(ctx, identity))?.provedAt === null) await newCode(ctx, identity, 'proof');
}

/** Proves the address with the code and joins whoever owned it. A wrong code is an answer, not a refusal: its try must be counted. */
export async function proveAddress(ctx: Ctx, visit: VisitRow, code: string): Promise<{ proved: boolean }> {
  const identity = await addressOf(ctx, visit);
  if (!identity) throw new Problem('conflict', { detail: 'No address was given.' });
  if (identity.provedAt !== null) return { proved: true };
  const right = await permitOrThrow(ctx, {
    act: 'reveal',
    person: identity.person,
    purpose: 'identity-verification',
    fields: ['identities.value'],
  });
  const used = await useCode(
    ctx,
    identity.kind,
    await readIdentity(ctx, right, identity),
    code.replace(/\s/g, ''),
    'proof',
    identity.person,
  );
  if (!used) return { proved: false };
  await prove(ctx, used.identity, 'code');
  return { proved: true };
}

/** The address of this visit, while it belongs to this visitor. */
export async function addressOf(ctx: Ctx, visit: VisitRow) {
  const identity = visit.emailIdentity && (await identityOf(ctx, visit.emailIdentity));
  return identity && (await group(ctx, me(ctx))).includes(identity.person) ? identity : undefined;
}

/** Says to whoever looks after it that the visitor is writing; nothing is kept. */
export async function write(ctx: Ctx, visit: VisitRow): Promise<void> {
  const thread = await threadOf(ctx, visit);
  if (thread) personWrites(ctx, thread);
}

export const keyOf = (visit: VisitRow, clientId: string): string => `visit/${visit.id}/${clientId}`;

const asList = (message: ShownMessage): ShownMessage => ({ ...message, text: listed(message.text, message.choices), choices: [] });

function forVisitor(visit: VisitRow, message: ShownMessage): Answer<'addVisitMessage'> {
  const own = keyOf(visit, '');
  return {
    id: message.id,
    sequence: message.sequence,
    from: message.direction === 'in' ? 'me' : 'company',
    author: message.author,
    photo: message.photo,
    text: message.text,
    attachments: [...message.attachments],
    choices: [...message.choices],
    masked: [...message.masked],
    clientId: message.clientKey?.startsWith(own) ? message.clientKey.slice(own.length) : null,
    at: message.at.toISOString(),
  };
}
