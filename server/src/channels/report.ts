// News about what we sent: receipts and bounces. They come late, twice and out of order, so a state only advances.
import { type Method, newest, withdraw } from '#consent';
import { inboxOf, type MessageFacts, messageFacts, setDelivery } from '#conversations';
import { type Ctx, withCtx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { holdForNo, noticeNotReached } from '#people';
import type { Inbound } from './adapter.ts';
import { known, remember } from './external.ts';
import { renameIn } from './formerly.ts';
import { noteFull, noteNotBegun } from './messaging-limit/give-back.ts';
import { latestOn } from './obey.ts';
import { bearsMark, isPlay } from './played.ts';
import { slackMs } from './preference.ts';
import { counts, hearNo, isFirstNo, playedNo } from './provider-no.ts';
import { deliveryOf, type ExternalRow } from './store.ts';
import { untilDone } from './until-done.ts';

/** News about what we sent, by its external id: a bounce, a read receipt. A state may only advance. */
export type Receipt = {
  readonly workspace: WorkspaceId;
  readonly inbox: InboxId;
  readonly externalId: string;
  /** What the provider calls it, where `externalId` is our own name: kept, so that it can be taken back also when the answer to sending was lost. */
  readonly alsoKnownAs?: string | undefined;
  readonly state: 'sent' | 'delivered' | 'read' | 'failed';
  readonly because: string | null;
  readonly words: string | null;
  /** When the person themselves wrote it, where it is their word and no report of somebody else's; null where that cannot be told. */
  readonly saidAt?: Date | null;
  /** When it happened, by the clock of whoever reports it; absent where they do not say. */
  readonly happenedAt?: Date;
  /** Whom it reached, where that is told by another address than the one it went to (`from.formerly`). */
  readonly reached?: Inbound['from'] | undefined;
};

/** By these the recipient says that they want no more of this (RFC 5965, RFC 2369; Art. 21(5)). */
const noMore: Readonly<Record<string, Method>> = { complained: 'signal', unsubscribed: 'one-click' };

/** Applies a receipt; `unknown` when the id is none that we sent (or its person was erased). */
export async function report(tools: Tools, receipt: Receipt): Promise<'known' | 'unknown'> {
  const { workspace, inbox, state, because, words } = receipt;
  const who = { workspace, actor: { kind: 'system', id: 'channels' } } as const;
  const take = async (ctx: Ctx): Promise<'known' | 'unknown'> => {
    const [row] = await known(ctx, inbox, [receipt.externalId]);
    if (!row) return 'unknown';
    if (bearsMark() && !row.isPlayed && !(await isPlay(ctx, inbox, false))) return 'unknown'; // what is played tells nothing of what left
    if (receipt.reached) await renameIn(withCtx(ctx, { purpose: 'service-conversation' }), { inbox, from: receipt.reached });
    if (noMore[because ?? '']) await holdForNo(ctx, row.person); // before the message, as whoever sends takes them
    if (receipt.alsoKnownAs !== undefined) await remember(ctx, { ...row, inbox, externalId: receipt.alsoKnownAs, direction: 'out' });
    const { channel } = await inboxOf(ctx, inbox);
    const happened = receipt.happenedAt && receipt.happenedAt > ctx.now ? ctx.now : receipt.happenedAt;
    const reason = (await hearNo(ctx, { ...row, inbox, channel }, because, happened)) ? { because, words: words ?? '' } : playedNo;
    const moved = await setDelivery(ctx, row.message, state, reason.because === null ? undefined : { ...reason, because: reason.because });
    if (moved && state === 'failed') await failed(ctx, row, reason.because);
    if (moved && state === 'failed') await noteNotBegun(ctx, [row.message]);
    if (moved && state === 'failed' && because === 'limit-reached') await noteFull(ctx, { ...row, inbox });
    await stop(ctx, { ...row, inbox }, because ?? '', receipt.saidAt, happened);
    return 'known';
  };
  return untilDone(() => act(tools, who, take));
}

/** What left and came back has told nobody: the moment at which it left says which telling that was (Art. 14). */
async function failed(ctx: Ctx, { person, message }: ExternalRow, because: string | null): Promise<void> {
  await append(ctx, { kind: 'message.failed', subject: person, facts: { message, because } });
  const attempt = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  if (attempt?.endedAt) await noticeNotReached(ctx, person, attempt.endedAt);
}

/**
 * Once for a message, by however many ways it is told: a consent given since stands. A word of the person is another each time, and only what is younger than it stands (Art. 7(3), 21(3)); so does what is younger than
 * the first telling of a provider that says when it happened, and told again by it is another only where it happened after what stands.
 */
async function stop(
  ctx: Ctx,
  row: ExternalRow & Pick<Receipt, 'inbox'>,
  because: string,
  saidAt: Receipt['saidAt'],
  happened: Date | undefined,
): Promise<void> {
  const method = noMore[because];
  const facts = method && (await messageFacts(ctx, row.message));
  if (!facts || !(await counts(ctx, row))) return;
  const isFirst = await isFirstNo(ctx, row.message, because);
  const isAnew = saidAt !== undefined && !(await isOutdated(ctx, facts, saidAt ?? ctx.now));
  const isDue = happened ? await isNewer(ctx, facts, happened, isFirst) : isFirst;
  if (isDue || isAnew) await withdraw(ctx, facts.person, facts.purpose, facts.channel, method);
}

type Standing = Pick<MessageFacts, 'person' | 'purpose' | 'channel'>;
async function isOutdated(ctx: Ctx, facts: Standing, at: Date): Promise<boolean> {
  const last = await lastOf(ctx, facts);
  return last !== undefined && last.at.getTime() > at.getTime() + slackMs;
}

/** In doubt the first no holds; the same again changes nothing. */
async function isNewer(ctx: Ctx, facts: Standing, at: Date, isFirst: boolean): Promise<boolean> {
  const last = await lastOf(ctx, facts);
  if (last?.state !== 'given' && last?.state !== 'expired') return isFirst;
  return last.at.getTime() <= at.getTime() + (isFirst ? slackMs : 0);
}

const lastOf = async (ctx: Ctx, { person, purpose, channel }: Standing) =>
  newest((await latestOn(ctx, person, channel)).filter((event) => event.purpose === purpose));
