// From the kiosk to an account of one's own at a messenger: a code stands on the screen, good once and for ten minutes and no longer than its owner sits there, and whoever sends it from their account has the
// conversation (record 108). Kept as a keyed hash; ten signs of thirty, so that nobody finds one by trying.
import { randomInt } from 'node:crypto';
import type { Answer } from '@parley/contract';
import { chatAddress, chatLinkTo, chatOf, endChat, messengers, type Sent, type TakenUp } from '#channels';
import { goOnIn, setStore } from '#conversations';
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type InboxId, newId, type WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { group, merge, prove, rootOf } from '#people';
import { store } from '../store.ts';
import { isKnown, linkMinutes, whereSits } from './hand-over.ts';
import { signs } from './kiosks.ts';
import { putMessengerCode, sittingByCode, takeSitting } from './sitting-store.ts';
import type { Seated } from './sittings.ts';

const half = 5;
const mostOffers = 20; // of one sitting
const mostCandidates = 3; // of one message
const written = new RegExp(`(?<![A-Za-z0-9])([${signs}]{${half}})-?([${signs}]{${half}})(?![A-Za-z0-9])`, 'gi');

/** A code that nobody knows yet, and the link that opens a chat with the account of an inbox with it; undefined where that cannot be had. While no transaction is open. */
export async function offered(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<{ code: string; url: string } | undefined> {
  const part = () => Array.from({ length: half }, () => signs[randomInt(signs.length)]).join('');
  const code = `${part()}-${part()}`;
  const url = await chatLinkTo(tools, workspace, inbox, code);
  return url === undefined ? undefined : { code, url };
}

/** Makes it good for this sitting, in place of the one before. Problem `not-found` for an inbox that is none of these, `not-ready` where its provider does not answer, `conflict` once an address was given, or whoever sits there is known by one, `too-many`. */
export async function offerMessenger(
  ctx: Ctx,
  { row, me }: Seated,
  inbox: InboxId,
  offer: { code: string; url: string } | undefined,
): Promise<Answer<'goOnByMessenger'>> {
  if ((await isKnown(ctx, me)) || (await chatAddress(ctx, row.visit))) throw new Problem('conflict', { because: 'address-given' });
  const found = (await messengers(ctx, me)).find((each) => each.inbox === inbox);
  if (!found) throw new Problem('not-found');
  if (!offer) throw new Problem('not-ready', { retryAfterSeconds: 30 });
  const until = new Date(ctx.now.getTime() + linkMinutes * 60_000);
  const kept = await ctx.db.run(putMessengerCode, [ctx.workspace, row.id, hashOf(ctx, offer.code), inbox, until, mostOffers]);
  if (kept === 0) throw new Problem('too-many', { retryAfterSeconds: 300 });
  return { channel: found.channel, ...offer };
}

/** Whoever sends a code that stands on a screen now is who sits there: both are one by it, and their conversation goes on where they sent it, once. */
export async function takeByMessage(ctx: Ctx, { inbox, text, identity, person }: Sent): Promise<TakenUp | undefined> {
  const codes = [...text.slice(0, 500).matchAll(written)]
    .slice(0, mostCandidates)
    .map(([, one = '', two = '']) => `${one}-${two}`.toUpperCase());
  if (codes.length === 0) return undefined;
  const seen = await ctx.db.maybe(sittingByCode, [ctx.workspace, codes.map((code) => hashOf(ctx, code)), inbox, ctx.now]);
  const at = seen?.kiosk ? await whereSits(ctx, seen, seen.kiosk) : undefined;
  if (seen && (await isKnown(ctx, seen.person))) return undefined; // by a colleague, since the code was shown
  const row = seen && at && (await ctx.db.maybe(takeSitting, [ctx.workspace, seen.id, ctx.now, seen.links, null]));
  const [sitter] = row ? await group(ctx, row.person) : [];
  if (!row || !at || !sitter) return undefined;
  await prove(ctx, identity, 'code');
  const [sender, sat] = [await rootOf(ctx, person), await rootOf(ctx, sitter)];
  const [into, from] = sender < sat ? [sender, sat] : [sat, sender]; // ids sort by age
  if (into !== from) await merge(ctx, into, from, 'code');
  const { conversation } = await chatOf(ctx, row.visit);
  await store.record(ctx, newId('str'), at.id, into, 'hand-over', row.id);
  await append(ctx, { kind: 'kiosk.handed-over', subject: into, facts: { store: at.id, ...(row.kiosk && { kiosk: row.kiosk }), inbox } });
  if (conversation) {
    await goOnIn(ctx, conversation, inbox);
    await setStore(ctx, conversation, at.id);
  }
  await endChat(ctx, row.visit);
  return { person: into, conversation };
}

const hashOf = (ctx: Ctx, code: string): string => lookupHash(ctx.tools, 'kiosk-messenger-code', `${ctx.workspace} ${code}`);
