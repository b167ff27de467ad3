// One customer at one device, for minutes. The token of a sitting stands in a cookie that scripts cannot read; the moment the sitting ends, or nobody has touched
// the screen for the rest of the store, it opens nothing any more, whatever a browser may still hold.

import { findEntrance } from '#access';
import { beginChat } from '#channels';
import { readToken, signToken } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isId, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { group } from '#people';
import type { Language } from '#purposes';
import { noticeShown } from '../faces.ts';
import type { KioskId } from '../store.ts';
import { inService, kioskActor } from './kiosks.ts';
import {
  finishBefore,
  finishSitting,
  forgetSittings,
  insertSitting,
  type SittingId,
  type SittingRow,
  sittingById,
  sittingsSince,
  touchSitting,
} from './sitting-store.ts';

/** However often somebody asks for more time. */
export const longestMinutes = 30;
/** The page counts from its own last touch, of which the house hears up to fifteen seconds later, asks for twenty, and needs its way here: whoever was still asked is still there. */
const graceSeconds = 60;
const hourMs = 3_600_000;
const limits = { actsEach: 60, sittingsAnHour: 120 } as const;

type Service = NonNullable<Awaited<ReturnType<typeof inService>>>;
export type Seated = Service & { readonly row: SittingRow; readonly me: PersonId };

/** Begins with a customer who was shown this notice; whoever sat there before is out. Problem `invalid` for another notice, `too-many` at one device. */
export async function startSitting(
  ctx: Ctx,
  { kiosk, store }: Service,
  shown: { language: Language; noticeId: string; noticeHash: string },
): Promise<{ token: string }> {
  const notice = await noticeShown(ctx, store, shown);
  const { count } = await ctx.db.one(sittingsSince, [ctx.workspace, kiosk.id, new Date(ctx.now.getTime() - hourMs)]);
  if (count >= limits.sittingsAnHour) throw new Problem('too-many', { retryAfterSeconds: 300 });
  await ctx.db.run(finishBefore, [ctx.workspace, kiosk.id, ctx.now]);
  const { visit, person } = await beginChat(ctx, store.inbox, { language: shown.language, notice });
  const id = newId('sit');
  await ctx.db.run(insertSitting, [ctx.workspace, id, kiosk.id, store.id, person, visit, ctx.now]);
  await append(ctx, { kind: 'kiosk.sitting-began', subject: person, facts: { store: store.id, kiosk: kiosk.id, notice: notice.id } });
  const until = new Date(ctx.now.getTime() + longestMinutes * 60_000);
  return { token: signToken(ctx.tools, 'kiosk-sitting', { workspace: ctx.workspace, sitting: id }, until) };
}

/** Who a token of a device or of a sitting belongs to; undefined when it is none of ours, over, or its device out of service. */
export async function authenticateKiosk(tools: Tools, token: string) {
  const claims = claimsOf(tools, token);
  if (claims)
    return act(tools, { workspace: claims.workspace, actor: kioskActor }, async (ctx) => {
      const seated = await seatedIn(ctx, claims.sitting);
      return seated && { workspace: ctx.workspace, actor: { kind: 'person' as const, id: seated.me } };
    });
  const entrance = await findEntrance(tools, 'kiosk', token);
  if (!entrance) return undefined;
  return act(tools, { workspace: entrance.workspace, actor: kioskActor }, async (ctx) => {
    const found = await inService(ctx, entrance.target as KioskId);
    return found && { workspace: ctx.workspace, actor: kioskActor };
  });
}

/** The sitting of a request; touching it lets it last. `act` counts what a customer does. Problem `not-signed-in` when it is over, `too-many` beyond 60 acts. */
export async function sittingOf(ctx: Ctx, request: Pick<RequestFacts, 'token'>, counts: 0 | 1): Promise<Seated> {
  const claims = claimsOf(ctx.tools, request.token ?? '');
  const seated = claims && (await seatedIn(ctx, claims.sitting));
  if (!seated) throw new Problem('not-signed-in');
  if (counts && seated.row.acts >= limits.actsEach) throw new Problem('too-many', { retryAfterSeconds: 60 });
  // taken by a phone while this waited: what it does would happen to whoever has it now
  if ((await ctx.db.run(touchSitting, [ctx.workspace, seated.row.id, ctx.now, counts])) === 0) throw new Problem('not-signed-in');
  return seated;
}

/** Ends it at once; a second time changes nothing. */
export async function endSitting(ctx: Ctx, request: Pick<RequestFacts, 'token'>): Promise<void> {
  const claims = claimsOf(ctx.tools, request.token ?? '');
  if (claims) await ctx.db.run(finishSitting, [ctx.workspace, claims.sitting, ctx.now]);
}

/** Whether somebody touched the screen within the rest of the store. */
export const sits = ({ seenAt }: SittingRow, { restSeconds }: Service['store'], now: Date): boolean =>
  seenAt.getTime() + (restSeconds + graceSeconds) * 1000 > now.getTime();

/** Forgets which customer sat where, once no link of theirs is good any more. */
export async function forgetPast(ctx: Ctx): Promise<void> {
  await ctx.db.run(forgetSittings, [ctx.workspace, new Date(ctx.now.getTime() - hourMs)]);
}

async function seatedIn(ctx: Ctx, sitting: SittingId): Promise<Seated | undefined> {
  const row = await ctx.db.maybe(sittingById, [ctx.workspace, sitting]);
  const found = row?.kiosk && !row.endedAt ? await inService(ctx, row.kiosk) : undefined;
  if (!row || !found) return undefined;
  const [me] = sits(row, found.store, ctx.now) ? await group(ctx, row.person) : [];
  return me && { ...found, row, me };
}

function claimsOf(tools: Tools, token: string): { workspace: WorkspaceId; sitting: SittingId } | undefined {
  const claims = readToken(tools, 'kiosk-sitting', token);
  const [workspace, sitting] = [String(claims?.['workspace']), String(claims?.['sitting'])];
  return isId('wsp', workspace) && isId('sit', sitting) ? { workspace, sitting } : undefined;
}
