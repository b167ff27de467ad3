// A visit is one browser that chats. Its token is signed and names only the visit: a token of ours without its row belongs to somebody who was erased.
import { readToken, signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, isId, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { addIdentity, arrive, group, noticeShown } from '#people';
import type { Account } from '../../adapter.ts';
import { identityFaults, readIdentity } from './identity.ts';
import type { WebChatSettings } from './settings.ts';
import { meetSigned } from './site-account.ts';
import { insertVisit, setConversation, type VisitRow, visitById } from './store.ts';

/** A browser that nobody chatted from for so long begins anew: what a device holds should not be kept for ever. */
const daysValid = 90;

const validMs = daysValid * 86_400_000;

/** When the token of a visit ends, and with it whatever the visit allows. */
export const endOfVisit = (startedAt: Date): Date => new Date(startedAt.getTime() + validMs);
/** Visits that began before this moment are over. */
export const startOfOldest = (now: Date): Date => new Date(now.getTime() - validMs);

export type NewVisit = {
  readonly language: string;
  readonly notice: { readonly id: Id<'ntc'>; readonly hash: string };
  readonly identity?: string | undefined;
};
export type Visitor = { readonly workspace: WorkspaceId; readonly actor: { readonly kind: 'person'; readonly id: PersonId } };

/** Makes a visitor known by a random token, or meets a logged-in one again. Problem `invalid` for an identity that is not signed by this inbox's secret. */
export async function startVisit(
  ctx: Ctx,
  account: Account<WebChatSettings>,
  visit: NewVisit,
): Promise<{ token: string; visitor: PersonId }> {
  const id = newId('vst');
  const { person, identity } = await meet(ctx, account, id, visit);
  await ctx.db.run(insertVisit, [
    ctx.workspace,
    id,
    account.inbox,
    person,
    identity,
    visit.language,
    visit.notice.id,
    visit.notice.hash,
    ctx.now,
  ]);
  await noticeShown(ctx, person, visit.notice.id, 'chat');
  await append(ctx, { kind: 'visit.started', subject: person, facts: { visit: id, inbox: account.inbox, notice: visit.notice.id } });
  return {
    token: signToken(ctx.tools, 'visit', { workspace: ctx.workspace, visit: id }, endOfVisit(ctx.now)),
    visitor: person,
  };
}

/** Who a token belongs to; undefined when it is none of ours; Problem `erased` when the visitor is gone. */
export async function authenticateVisitor(tools: Tools, token: string): Promise<Visitor | undefined> {
  const claims = claimsOf(tools, token);
  if (!claims) return undefined;
  return act(tools, { workspace: claims.workspace, actor: { kind: 'system', id: 'web-chat' } }, async (ctx) => {
    const row = await ctx.db.maybe(visitById, [ctx.workspace, claims.visit]);
    const [root] = row ? await group(ctx, row.person) : [];
    if (root === undefined) throw new Problem('erased');
    return { workspace: ctx.workspace, actor: { kind: 'person', id: root } };
  });
}

/** The visit of a request whose token was accepted. */
export async function visitOf(ctx: Ctx, request: RequestFacts): Promise<VisitRow> {
  const claims = claimsOf(ctx.tools, request.token ?? '');
  const row = claims && (await ctx.db.maybe(visitById, [ctx.workspace, claims.visit]));
  if (!row) throw new Problem('erased');
  return row;
}

/** From now on this browser shows this thread, which is the visitor's own: it takes the place of none, or of one that went to somebody else. */
export async function pin(ctx: Ctx, visit: VisitRow, conversation: string): Promise<void> {
  if (visit.conversation !== conversation) await ctx.db.run(setConversation, [ctx.workspace, visit.id, conversation, visit.conversation]);
}

/** A logged-in visitor is met under the account, which is one of this inbox alone; an address that the site names is a claim until a code proves it. */
async function meet(
  ctx: Ctx,
  account: Account<WebChatSettings>,
  visit: Id<'vst'>,
  { language, identity }: NewVisit,
): Promise<{ person: PersonId; identity: Id<'idn'> }> {
  if (identity === undefined) return arrive(ctx, { kind: 'visitor', value: visit, language, proof: 'device' });
  const signed = readIdentity(identity, account.settings.identitySecret, ctx.now);
  if (typeof signed === 'string') throw new Problem('invalid', { fields: [{ path: 'body/identity', message: identityFaults[signed] }] });
  const known = await meetSigned(ctx, account.inbox, signed, language);
  const { identity: device, person } = await addIdentity(ctx, known.person, { kind: 'visitor', value: visit, proof: 'device' });
  if (signed.email !== undefined) await addIdentity(ctx, person, { kind: 'email', value: signed.email });
  return { person, identity: device };
}

/** What a token of ours names; undefined for any other. */
export function claimsOf(tools: Tools, token: string): { workspace: WorkspaceId; visit: Id<'vst'> } | undefined {
  const claims = readToken(tools, 'visit', token);
  const workspace = String(claims?.['workspace']);
  const visit = String(claims?.['visit']);
  return isId('wsp', workspace) && isId('vst', visit) ? { workspace, visit } : undefined;
}
