// From the kiosk to one's own phone: a link that is good once and for ten minutes, told as a QR code. Its token stands behind the #, so that no server, log or
// history of another page sees it; whoever takes it up has the visit, and the kiosk has nothing any more.
import { chatToken, widgetKeyOf } from '#channels';
import { readToken, signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isId, newId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { group } from '#people';
import { mustFind, pageOf } from '../manage.ts';
import { store } from '../store.ts';
import { kioskActor } from './kiosks.ts';
import { takeSitting } from './sitting-store.ts';
import type { Seated } from './sittings.ts';

export const linkMinutes = 10;

/** Making it changes nothing: what is used up is the sitting. */
export async function handOverUrl(ctx: Ctx, { row, store: at }: Seated): Promise<string> {
  const until = new Date(ctx.now.getTime() + linkMinutes * 60_000);
  const token = signToken(ctx.tools, 'hand-over', { workspace: ctx.workspace, sitting: row.id }, until);
  return `${pageOf(ctx, at)}#h=${token}`;
}

/** Gives the visit to whoever scanned the link, once, and ends the sitting. Problem `expired` when it is old, used or not ours. */
export async function takeOver(tools: Tools, given: string): Promise<{ widgetKey: string; token: string }> {
  const claims = readToken(tools, 'hand-over', given);
  const [workspace, sitting] = [String(claims?.['workspace']), String(claims?.['sitting'])];
  if (!isId('wsp', workspace) || !isId('sit', sitting)) throw new Problem('expired');
  return act(tools, { workspace, actor: kioskActor, purpose: 'service-conversation' }, async (ctx) => {
    const row = await ctx.db.maybe(takeSitting, [ctx.workspace, sitting, ctx.now]);
    const [person] = row ? await group(ctx, row.person) : [];
    if (!row || !person) throw new Problem('expired');
    const { id, inbox } = await mustFind(ctx, row.store);
    await store.record(ctx, newId('str'), id, person, 'hand-over', row.id);
    await append(ctx, { kind: 'kiosk.handed-over', subject: person, facts: { store: id, kiosk: row.kiosk } });
    return { widgetKey: await widgetKeyOf(ctx, inbox), token: await chatToken(ctx, row.visit) };
  });
}
