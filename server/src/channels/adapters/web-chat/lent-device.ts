// A chat that begins at a device of the company's, such as a kiosk in a store. It is the same visit as in a browser, only that the device never has its token:
// that goes once to the phone of whoever carries on with it.
import { failUnfetched } from '#conversations';
import { signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, InboxId, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { accountOf } from '../../accounts.ts';
import type { Account } from '../../adapter.ts';
import { why } from '../../words.ts';
import type { WebChatSettings } from './settings.ts';
import { endVisit, endVisits, lendVisit, type VisitRow, visitById } from './store.ts';
import { addressOf, giveAddress, proveAddress, say } from './talk.ts';
import { claimsOf, endOfVisit, type NewVisit, pin, startVisit } from './visits.ts';

type VisitId = Id<'vst'>;

/** Public key of the widget of an inbox; Problem `invalid` for an inbox that is no web chat. */
export async function widgetKeyOf(ctx: Ctx, inbox: InboxId): Promise<string> {
  return (await chatAccount(ctx, inbox)).settings.key;
}

/** Begins a visit whose token nobody has yet; `person` is new. */
export async function beginChat(
  ctx: Ctx,
  inbox: InboxId,
  visit: Omit<NewVisit, 'identity'>,
): Promise<{ visit: VisitId; person: PersonId }> {
  const { token, visitor } = await startVisit(ctx, await chatAccount(ctx, inbox), visit);
  const claims = claimsOf(ctx.tools, token);
  if (!claims) throw new Error('a visit that was started has a token of ours');
  await ctx.db.run(lendVisit, [ctx.workspace, claims.visit, true]);
  return { visit: claims.visit, person: visitor };
}

/** Writes in a visit as its visitor, who acts in `ctx`; the same clientId twice makes one message. */
export async function sayInChat(ctx: Ctx, visit: VisitId, said: { clientId: string; text: string }): Promise<ConversationId> {
  await say(ctx, await rowOf(ctx, visit), said);
  const { conversation } = await rowOf(ctx, visit);
  if (!conversation) throw new Error('whoever wrote has a conversation');
  return conversation;
}

/** A visit has this conversation from now on, which the company began. */
export async function pinChat(ctx: Ctx, visit: VisitId, conversation: ConversationId): Promise<void> {
  await pin(ctx, await rowOf(ctx, visit), conversation);
}

/** The thread that a visit shows, and in which language it began. Problem `erased`. */
export async function chatOf(ctx: Ctx, visit: VisitId): Promise<{ conversation: ConversationId | null; language: string }> {
  const { conversation, language } = await rowOf(ctx, visit);
  return { conversation, language };
}

/** Whether something was written in a visit. */
export async function hasWritten(ctx: Ctx, visit: VisitId): Promise<boolean> {
  return (await rowOf(ctx, visit)).conversation !== null;
}

export async function giveChatAddress(ctx: Ctx, visit: VisitId, kind: 'email' | 'phone', value: string): Promise<void> {
  await giveAddress(ctx, await rowOf(ctx, visit), kind, value);
}

/** Problem `conflict` before an address was given; a wrong code is an answer, whose try must be counted. */
export async function proveChatAddress(ctx: Ctx, visit: VisitId, code: string): Promise<{ proved: boolean }> {
  return proveAddress(ctx, await rowOf(ctx, visit), code);
}

/** Where answers go besides the chat; undefined while no address was given. */
export async function chatAddress(
  ctx: Ctx,
  visit: VisitId,
): Promise<{ id: Id<'idn'>; kind: 'email' | 'phone'; proved: boolean } | undefined> {
  const found = await addressOf(ctx, await rowOf(ctx, visit));
  return found ? { id: found.id, kind: found.kind === 'phone' ? 'phone' : 'email', proved: found.provedAt !== null } : undefined;
}

/** What a browser needs to go on with this visit: it holds it from now on. */
export async function chatHandle(ctx: Ctx, visit: VisitId): Promise<{ widgetKey: string; token: string }> {
  const { id, inbox, startedAt } = await rowOf(ctx, visit);
  await ctx.db.run(lendVisit, [ctx.workspace, id, false]);
  const token = signToken(ctx.tools, 'visit', { workspace: ctx.workspace, visit: id }, endOfVisit(startedAt));
  return { widgetKey: await widgetKeyOf(ctx, inbox), token };
}

/** The visit is over, also one in which nothing was written: its conversation goes on elsewhere, and no browser opens it any more. What nobody fetched from it stands among the undelivered. */
export async function endChat(ctx: Ctx, visit: VisitId): Promise<void> {
  const { conversation } = await rowOf(ctx, visit);
  await ctx.db.run(endVisit, [ctx.workspace, visit]);
  if (!conversation) return;
  await failUnfetched(ctx, conversation, { because: 'chat-over', words: why['chat-over'] ?? '' });
  await ctx.db.run(endVisits, [ctx.workspace, [conversation]]);
}

async function rowOf(ctx: Ctx, visit: VisitId): Promise<VisitRow> {
  const row = await ctx.db.maybe(visitById, [ctx.workspace, visit]);
  if (!row) throw new Problem('erased');
  return row;
}

async function chatAccount(ctx: Ctx, inbox: InboxId): Promise<Account<WebChatSettings>> {
  const { adapter, account } = await accountOf(ctx, inbox);
  if (adapter.name !== 'web-chat') throw new Problem('invalid', { fields: [{ path: 'body/inbox', message: 'is no web chat' }] });
  return account as Account<WebChatSettings>;
}
