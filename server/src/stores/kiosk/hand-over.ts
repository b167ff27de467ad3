// From the kiosk to one's own phone: a link that is good once and for ten minutes, and no longer than its owner sits there, told as a QR code. Its token stands
// behind the #, so that no server, log or history of another page sees it; whoever takes it up has the visit, and the kiosk has nothing any more.
import { createHash } from 'node:crypto';
import { chatHandle, chatOf } from '#channels';
import { readToken, signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, isId, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { group, identitiesOf } from '#people';
import { pageOf } from '../manage.ts';
import { type KioskId, type StoreRow, store } from '../store.ts';
import { inService, kioskActor } from './kiosks.ts';
import { type SittingRow, takenBy, takeSitting } from './sitting-store.ts';
import { sits } from './sittings.ts';

export const linkMinutes = 10;

/** What pages hear when the code of a counter is good for nothing any more. */
export const counterMoved = (conversation: ConversationId) => ({ topic: 'counter.changed', ids: { conversation } }) as const;

/** Whether anything but the device says who sits there: an address that was proved or written from, whichever it was and whoever joined them with it. Who is known is known by no photograph of a screen. */
export async function isKnown(ctx: Ctx, person: PersonId): Promise<boolean> {
  return (await identitiesOf(ctx, person)).some(
    ({ kind, provedAt, source }) => kind !== 'visitor' && (provedAt !== null || source === 'wire'),
  );
}

/** Making it changes nothing: what is used up is the sitting. Good for ten minutes unless told. */
export function handOverUrl(
  ctx: Ctx,
  at: StoreRow,
  row: Pick<SittingRow, 'id' | 'links'>,
  until = new Date(ctx.now.getTime() + linkMinutes * 60_000),
): string {
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
    const at = row && person && (row.kiosk ? await whereSits(ctx, row, row.kiosk) : await store.byId(ctx, row.store));
    if (!at || at.retiredAt) throw new Problem('expired');
    if (row.kiosk !== null && (await isKnown(ctx, person))) throw new Problem('expired');
    const { id } = at;
    await store.record(ctx, newId('str'), id, person, 'hand-over', row.id);
    await append(ctx, { kind: 'kiosk.handed-over', subject: person, facts: { store: id, ...(row.kiosk && { kiosk: row.kiosk }) } });
    const { conversation } = await chatOf(ctx, row.visit);
    if (row.kiosk === null && conversation) tellPages(ctx, counterMoved(conversation));
    return chatHandle(ctx, row.visit);
  });
}

/** The store of a device at which somebody still sits; at the counter nobody has to: a colleague is there, and the link runs out. */
export async function whereSits(ctx: Ctx, row: SittingRow, kiosk: KioskId): Promise<StoreRow | undefined> {
  const found = await inService(ctx, kiosk);
  return found && sits(row, found.store, ctx.now) ? found.store : undefined;
}
