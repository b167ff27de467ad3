// From the kiosk to one's own phone: a link that is good once and for ten minutes, and no longer than its owner sits there, told as a QR code. Its token stands
// behind the #, so that no server, log or history of another page sees it; whoever takes it up has the visit, and the kiosk has nothing any more.
import { createHash } from 'node:crypto';
import { chatHandle } from '#channels';
import { readToken, signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isId, newId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { group } from '#people';
import { pageOf } from '../manage.ts';
import { store } from '../store.ts';
import { inService, kioskActor } from './kiosks.ts';
import { takenBy, takeSitting } from './sitting-store.ts';
import { type Seated, sits } from './sittings.ts';

export const linkMinutes = 10;

/** Making it changes nothing: what is used up is the sitting. Null once an address was proved: who is known by it is known by no photograph of a screen. */
export async function handOverUrl(ctx: Ctx, { row, store: at }: Seated, isProved: boolean): Promise<string | null> {
  if (isProved) return null;
  const until = new Date(ctx.now.getTime() + linkMinutes * 60_000);
  const token = signToken(ctx.tools, 'hand-over', { workspace: ctx.workspace, sitting: row.id, link: row.links }, until);
  return `${pageOf(ctx, at)}#h=${token}`;
}

/** Gives the visit to whoever scanned the link, once (and once more to the same nonce), and ends the sitting. Problem `expired` when it is old, used or not ours, and when the sitting, the device or the store is over. */
export async function takeOver(tools: Tools, given: string, nonce?: string): Promise<{ widgetKey: string; token: string }> {
  const claims = readToken(tools, 'hand-over', given);
  const [workspace, sitting] = [String(claims?.['workspace']), String(claims?.['sitting'])];
  if (!isId('wsp', workspace) || !isId('sit', sitting)) throw new Problem('expired');
  return act(tools, { workspace, actor: kioskActor, purpose: 'service-conversation' }, async (ctx) => {
    const [link, by] = [Number(claims?.['link']), nonce ? createHash('sha256').update(nonce).digest('hex') : null];
    const again = by ? await ctx.db.maybe(takenBy, [ctx.workspace, sitting, link, by]) : undefined;
    if (again) return chatHandle(ctx, again.visit);
    const row = await ctx.db.maybe(takeSitting, [ctx.workspace, sitting, ctx.now, link, by]);
    const [person] = row ? await group(ctx, row.person) : [];
    const found = row && (await inService(ctx, row.kiosk));
    if (!row || !person || !found || !sits(row, found.store, ctx.now)) throw new Problem('expired');
    const { id } = found.store;
    await store.record(ctx, newId('str'), id, person, 'hand-over', row.id);
    await append(ctx, { kind: 'kiosk.handed-over', subject: person, facts: { store: id, kiosk: row.kiosk } });
    return chatHandle(ctx, row.visit);
  });
}
