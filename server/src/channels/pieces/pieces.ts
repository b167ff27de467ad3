// Messages that come in pieces, or that a carrier without ids of its own hands in: pieces are stored before they are acknowledged, joined in any order, and the
// same again, after an answer that was lost, makes no second message. What stays incomplete is delivered as it is. A wish such as STOP is never taken for the same again.

import { wishIn } from '@parley/contract/stop-words';
import { permit } from '#gate';
import { lookupHash, openMany, type Place, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { announce, announcement, listen } from '#kit/outbox';
import type { Clock } from '#kit/room';
import type { Tools } from '#kit/tool';
import { arrive } from '#people';
import type { Inbound, Received } from '../adapter.ts';
import { asItCame, bearsMark } from '../played.ts';
import { receiveIn, take } from '../receive.ts';
import { safeText } from '../safe-text.ts';
import type { Piece } from './piece.ts';
import { dropOld, dropWhole, hasComeSince, insertPiece, leftWaiting, lockWhole, markJoined, type PieceRow, piecesOf } from './store.ts';

const field = 'message_pieces.sealed';
const againMs = 10 * 60_000; // a carrier that got no answer hands in again within minutes of coming back
const patienceMs = 5 * 60_000;
const dayMs = 86_400_000;
const missing = '[…]';
const isLate = announcement<{ inbox: InboxId; whole: string }>('channels.pieces-are-late');
/** `isPlayed`: an emulator told it; what joins the pieces later cannot know. */
type Said = Pick<Inbound, 'from' | 'text' | 'externalId'> & { readonly isPlayed?: true };

/** Takes a piece in, or a message that is whole; durable when it resolves. `kept`: others are still on their way. */
export const receivePiece = (tools: Tools, inbound: Inbound, piece: Piece): Promise<Received | { outcome: 'kept' }> =>
  receiveIn(tools, inbound.workspace, (ctx) => takePiece(ctx, inbound, piece));

/** Finds what is left waiting, and forgets what was joined a day ago. */
export const findLate: Clock = {
  name: 'channels.find-late-pieces',
  everySeconds: 60,
  run: async (ctx) => {
    const since = new Date(ctx.now.getTime() - patienceMs);
    for (const late of await ctx.db.all(leftWaiting, [ctx.workspace, since])) await announce(ctx, isLate, late);
    await ctx.db.run(dropOld, [ctx.workspace, new Date(ctx.now.getTime() - dayMs)]);
  },
};
export const joinLate = listen(
  isLate,
  'channels.join-late-pieces',
  ({ tools, workspace }, { inbox, whole }) =>
    receiveIn(tools, workspace, async (ctx) => {
      await ctx.db.run(lockWhole, [whole]);
      await join(ctx, inbox, whole, await ctx.db.all(piecesOf, [ctx.workspace, inbox, whole]));
    }).then(() => undefined),
  ({ whole }) => whole,
);

export const placeOfPiece = ({ person, hash }: Pick<PieceRow, 'person' | 'hash'>): Place => ({
  ...{ subject: person, table: 'message_pieces', row: hash, column: 'sealed' },
});

async function takePiece(ctx: Ctx, inbound: Inbound, piece: Piece): Promise<Received | { outcome: 'kept' }> {
  const { inbox, from, text } = inbound;
  const { part, parts } = piece;
  const digest = lookupHash(ctx.tools, 'message-piece', `${inbox}/${from.value}/${text}`);
  const name = parts === 1 ? digest : `${from.value}/${piece.reference}/${parts}`;
  const whole = lookupHash(ctx.tools, 'message-whole', `${inbox}/${name}`);
  const hash = lookupHash(ctx.tools, 'message-part', `${whole}/${part}`);
  await ctx.db.run(lockWhole, [whole]);
  let before = await ctx.db.all(piecesOf, [ctx.workspace, inbox, whole]);
  const same = before.find((row) => row.part === part);
  if (same && same.digest === digest && (await isAgain(ctx, inbound, piece, same, whole))) return { outcome: 'kept' };
  if (same) {
    // a reference that is used anew: what it stood for before is complete, or will not be any more
    if (same.joinedAt === null) await join(ctx, inbox, whole, before);
    await ctx.db.run(dropWhole, [ctx.workspace, inbox, whole]);
    before = [];
  }
  const { person } = await arrive(ctx, { kind: from.kind, value: from.value });
  const said: Said = { from, text, externalId: inbound.externalId, ...(bearsMark() && { isPlayed: true }) };
  const sealed = parts === 1 ? null : await seal(ctx, placeOfPiece({ person, hash }), JSON.stringify(said));
  const row = { hash, digest, part, parts, person, told: piece.told, sealed, at: ctx.now, joinedAt: parts === 1 ? ctx.now : null };
  const values = [hash, whole, digest, part, parts, person, piece.told, sealed, ctx.now, row.joinedAt];
  await ctx.db.run(insertPiece, [ctx.workspace, inbox, ...values]);
  if (parts === 1) return take(ctx, inbound, []);
  return before.length + 1 < parts ? { outcome: 'kept' } : join(ctx, inbox, whole, [...before, row]);
}

/** Whether a carrier that got no answer says the same again. Somebody who says "yes" twice says it twice: in one session, after an answer that was surely got, or with other words between. */
async function isAgain(
  ctx: Ctx,
  { inbox, text }: Inbound,
  { parts, told, doubtMs }: Piece,
  row: PieceRow,
  whole: string,
): Promise<boolean> {
  if (row.joinedAt === null || row.told === told) return true;
  if (parts === 1 && wishIn(text)) return false; // to obey twice harms nobody; the last word must not be lost (Art. 7(3), 21(3))
  const session = (of: string) => of.split('/')[0];
  if (session(row.told) === session(told) || ctx.now.getTime() - row.joinedAt.getTime() >= Math.min(againMs, doubtMs)) return false;
  return !(await ctx.db.one(hasComeSince, [ctx.workspace, inbox, row.person, whole, row.at])).has;
}

/** One message of what is there. Of a person whom the gate keeps closed it waits, sealed, until that is over (Art. 18(2)). */
async function join(ctx: Ctx, inbox: InboxId, whole: string, rows: readonly PieceRow[]): Promise<Received | { outcome: 'kept' }> {
  const kept = rows.flatMap((row) => (row.sealed ? { ...row, sealed: row.sealed } : []));
  const people = [...new Set(kept.map(({ person }) => person))];
  if (kept.length === 0) return { outcome: 'kept' };
  const right = await permit(ctx, { act: 'reveal', people, purpose: 'service-conversation', fields: [field] });
  if (!right.allowed) return { outcome: 'kept' };
  const opened = await openMany(
    ctx,
    right.permit,
    kept.map((row) => ({ place: placeOfPiece(row), sealed: row.sealed })),
  );
  const said = new Map(kept.map(({ part }, at) => [part, JSON.parse(opened[at] ?? '') as Said]));
  const [first] = said.values();
  const parts = Array.from({ length: kept[0]?.parts ?? 0 }, (_, at) => said.get(at + 1)?.text ?? missing);
  await ctx.db.run(markJoined, [ctx.workspace, inbox, whole, ctx.now]);
  const { from, externalId } = first as Said;
  const text = safeText(parts.join(''));
  const isPlayed = [...said.values()].some((each) => each.isPlayed);
  return asItCame(isPlayed, () => take(ctx, { ...inboundOf(ctx, inbox), from, externalId, text }, []));
}

const inboundOf = (ctx: Ctx, inbox: InboxId): Omit<Inbound, 'from' | 'externalId' | 'text'> => ({
  ...{ workspace: ctx.workspace, inbox, authentic: false, attachments: [], answers: [], continues: true, automatic: false },
});
