// The only caller of `adapter.send`. In order per conversation; each attempt is committed before it begins and after it ended, so that a message is never sent
// twice when that can be known: an attempt that died midway is repeated only where the provider takes the same id as the same message, and of a campaign by mail not even then.
import { setTimeout as pause } from 'node:timers/promises';
import { explainDelivery, type MessageFacts, messageFacts, messageQueued, setDelivery } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { accountOf, type Opened } from './accounts.ts';
import type { Outbound, Outcome } from './adapter.ts';
import { waitAfter } from './backoff.ts';
import { giveBack, mayTry, noteOutcome, restOf } from './breaker.ts';
import { end, endHere } from './end.ts';
import { erasedMeanwhile } from './erased-meanwhile.ts';
import { remember, rememberAll } from './external.ts';
import { campaignStopped, fateOf, givenUp, isForgotten, mayRepeat, unknownFate } from './fate.ts';
import { leaves } from './late.ts';
import { noteFull } from './messaging-limit/give-back.ts';
import { lookMs } from './messaging-limit/limit.ts';
import { mayBegin } from './messaging-limit/wait.ts';
import { build, sizeOf } from './outbound.ts';
import { owedHasLeft } from './owed.ts';
import { paceOf } from './pace-of.ts';
import { type Asked, type Pace, takePlaces, turnOf } from './pacing.ts';
import { hearNo, playedNo } from './provider-no.ts';
import { reach } from './reach.ts';
import { inCampaign, laysToRest, ofCampaign } from './rest.ts';
import { deskFor } from './shared/desks.ts';
import { sharing } from './shared/sharing.ts';
import { beginAttempt, deliveryOf, endAttempt } from './store.ts';
import { passes, played, stopped } from './switch/switch.ts';
import { untilDone } from './until-done.ts';
import { why } from './words.ts';

const patienceMs = 90_000; // below the lease under which the worker runs us
const elsewhereSeconds = 1;
const spreadSeconds = 10; // of those that wait for one account, lest all come back at once
/** `isOutside`: mail to staff, which no sandbox keeps back. `isOfCampaign`: it can still be held back while it is made ready. */
type Ready = {
  readonly channel: Opened;
  readonly outbound: Outbound;
  readonly isOutside?: boolean;
  readonly isTry?: boolean;
  readonly isOfCampaign?: boolean;
};
type Asks = Omit<Asked, 'pace'> & { readonly pace: Pace | null; readonly begins: boolean; readonly isPlayed: boolean; readonly at: Date };
type Prepared = Ready | { readonly afterSeconds: number } | { readonly asks: Asks } | { readonly tries: InboxId } | undefined;
/** What was taken for it, each in a transaction of its own: nobody waits for a row of the account while words are opened. */
type Held = { readonly hasPlace?: boolean; readonly isTry?: boolean };

export const deliverQueued = listen(
  messageQueued,
  'channels.deliver',
  (work, { message }) => deliver(work, message),
  ({ conversation }) => conversation,
  (work, { message }) => endHere(work, message),
);

/** Carries one message out, or puts it off by throwing `retry-later`. */
export async function deliver(work: Work, message: MessageId): Promise<void> {
  const ready = await makeReady(work, message);
  if (!ready) return;
  const { adapter, account } = ready.channel;
  const pace = paceOf(ready.channel);
  const more = (adapter.weight?.(account.settings, ready.outbound) ?? 1) - 1;
  if (pace)
    // the attempt has begun: to end here would lose a message that never left
    await takePlaces(work, account.inbox, pace, more).catch((error: unknown) =>
      log.of(work)('warn', 'pace.not-taken', { adapter: adapter.name, error: errorCode(error) }),
    );
  const outcome = await send(work, ready);
  const concluded = async (ctx: Ctx) => {
    const again = await conclude(ctx, message, ready, outcome);
    if (!ready.channel.isPlayed) noteOutcome(ctx, ready.channel.account.inbox, message, outcome, ready.isTry === true);
    return again;
  };
  const wait = await untilDone(() => inTransaction(work, concluded)).catch(erasedMeanwhile);
  if (wait !== undefined) throw retryLater(wait);
}

/** Up to the moment before sending; on an account that rests with the one try, which is given back where nothing comes of it. Undefined when there is nothing (more) to do. */
async function makeReady(work: Work, message: MessageId): Promise<Ready | undefined> {
  const first = await prepared(work, message, {});
  if (!first || !('tries' in first)) return inTurn(work, message, first, {});
  const { tries } = first;
  if (!(await inTransaction(work, (ctx) => mayTry(ctx, tries))))
    throw retryLater(await inTransaction(work, (ctx) => restLater(ctx, message, 1)));
  let ready: Ready | undefined;
  try {
    ready = await inTurn(work, message, await prepared(work, message, { isTry: true }), { isTry: true });
    return ready;
  } finally {
    if (!ready) await inTransaction(work, async (ctx) => giveBack(ctx, tries));
  }
}

/** With its place where the account has a pace. */
async function inTurn(work: Work, message: MessageId, found: Prepared, held: Held): Promise<Ready | undefined> {
  if (!found || 'outbound' in found) return found;
  if (!('asks' in found)) throw retryLater('tries' in found ? elsewhereSeconds : found.afterSeconds);
  const { pace, begins } = found.asks;
  if (begins && !(await mayBegin(work, { ...found.asks, message }))) return undefined;
  const { turn, waitMs, isInLine } = await turnOf(work, { ...found.asks, pace: pace ?? {} });
  if (turn === 'later') {
    await explain(work, message, 'paced');
    throw retryLater(waitMs / 1000, isInLine);
  }
  if (waitMs > 0) await pause(waitMs);
  const has = { ...held, hasPlace: true };
  return inTurn(work, message, await prepared(work, message, has), has); // everything else is asked anew
}

const explain = (work: Work, message: MessageId, because: string): Promise<unknown> =>
  inTransaction(work, (ctx) => explainDelivery(ctx, message, { because, words: why[because] ?? '' }));

const prepared = (work: Work, message: MessageId, held: Held): Promise<Prepared> =>
  inTransaction(work, (ctx) => prepare(ctx, message, held)).catch(erasedMeanwhile);

/** Sends, with bounded patience; whatever an adapter throws is a fault of ours and is tried again. */
export async function send(
  work: Pick<Work, 'tools' | 'workspace'>,
  { channel, outbound, isOutside, isOfCampaign }: Ready,
): Promise<Outcome> {
  const { adapter, account, isPlayed } = channel;
  const isHeld = isOfCampaign && (await inTransaction(work, (ctx) => inCampaign.of(ctx)(ctx, outbound.id as MessageId))) !== 'leaves';
  if (isHeld) return { outcome: 'retry', because: 'campaign-paused', words: why['campaign-paused'] ?? '', afterSeconds: 1 }; // the door says which it is
  // asked at the last moment: the switch may have been moved since the account was opened
  const pass = isOutside ? 'yes' : await inTransaction(work, (ctx) => passes(ctx, outbound.id, isPlayed));
  if (pass === 'stopped') return { outcome: 'failed', ...stopped };
  if (pass === 'other') return { outcome: 'retry', because: 'sandbox-moved', words: why['sandbox-moved'] ?? '', afterSeconds: 1 };
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Outcome>((resolve) => {
    const outcome: Outcome = mayRepeat(adapter, isOfCampaign)
      ? { outcome: 'retry', because: 'unreachable', words: why['unreachable'] ?? '' }
      : { outcome: 'failed', ...unknownFate };
    timer = setTimeout(resolve, patienceMs, outcome);
  });
  try {
    const sending = sharing(work.tools, deskFor(work.tools, channel), () => adapter.send(account, outbound, work.tools));
    const outcome = await Promise.race([sending, tooLong]);
    const isUnknown = outcome.outcome === 'retry' && outcome.mayHaveArrived && !mayRepeat(adapter, isOfCampaign);
    return isUnknown ? { outcome: 'failed', ...unknownFate } : outcome;
  } catch (error) {
    log.of(work)('error', 'adapter.threw', { adapter: adapter.name, error: errorCode(error) });
    return { outcome: 'retry', because: 'adapter-error', words: why['adapter-error'] ?? '' };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Everything up to the moment before sending; undefined when there is nothing (more) to do, seconds to come back after when another node has to do it or the account rests, and what to ask for
 * where the account has a pace or has rested long enough, and neither place nor try was taken yet.
 */
async function prepare(ctx: Ctx, message: MessageId, { hasPlace = false, isTry = false }: Held): Promise<Prepared> {
  const facts = await messageFacts(ctx, message);
  if (facts?.kind !== 'message' || (facts.delivery !== 'queued' && facts.delivery !== 'sending')) return undefined;
  const channel = await accountOf(ctx, facts.inbox);
  if (await channel.adapter.isElsewhere?.(channel.account, ctx)) return { afterSeconds: elsewhereSeconds };
  const stand = channel.isPlayed || isTry ? undefined : restOf(channel.stand, facts.at, ctx.now);
  if (stand?.rest === 'on') return { afterSeconds: await restLater(ctx, message, stand.seconds) };
  if (stand?.rest === 'try') return { tries: facts.inbox };
  const ready = await outboundOf(ctx, facts, channel, hasPlace);
  return ready && 'outbound' in ready ? { ...ready, isTry } : ready;
}

/** Says that the account rests; gives the seconds after which to come back. */
async function restLater(ctx: Ctx, message: MessageId, seconds: number): Promise<number> {
  await explainDelivery(ctx, message, { because: 'account-rests', words: why['account-rests'] ?? '' });
  return seconds + Math.floor(Math.random() * spreadSeconds);
}

/** Whether it may leave, to where and as what; undefined where it ends here. */
async function outboundOf(ctx: Ctx, facts: MessageFacts, channel: Opened, hasPlace: boolean): Promise<Prepared> {
  const message = facts.id;
  const before = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  const diedMidway = before?.startedAt != null && before.endedAt === null;
  const campaign = await ofCampaign(ctx, facts);
  const repeats = mayRepeat(channel.adapter, campaign !== undefined) && !isForgotten(ctx, facts, channel.adapter);
  if (diedMidway && !repeats) return end(ctx, facts, 'failed', unknownFate);
  if (before?.outcome === 'retry' && isForgotten(ctx, facts, channel.adapter)) return end(ctx, facts, 'failed', unknownFate);
  if (campaign === 'stopped') return end(ctx, facts, 'failed', campaignStopped);
  if (await laysToRest(ctx, facts)) return undefined;
  const to = await reach(ctx, channel.adapter, facts);
  if (!to) return end(ctx, facts, 'failed', { because: 'no-address', words: why['no-address'] ?? '' });
  const leave = await leaves(ctx, channel.adapter, facts);
  if (!leave.allowed) return end(ctx, facts, 'refused', leave);
  const pace = hasPlace ? null : paceOf(channel); // an emulator asks for none
  const begins = !hasPlace && leave.begins && channel.adapter.messagingLimit !== undefined;
  if (pace || begins) return { asks: { inbox: facts.inbox, to: to.id, pace, begins, isPlayed: channel.isPlayed, at: facts.at } };
  const built = await build(ctx, facts, channel, to, leave.isLate);
  if (!built.allowed) return end(ctx, facts, 'refused', built);
  const { outbound, recipient } = built;
  if (sizeOf(outbound) > channel.adapter.capabilities.maxBytes)
    return end(ctx, facts, 'failed', { because: 'too-large', words: why['too-large'] ?? '' });
  await setDelivery(ctx, message, 'sending');
  const leads = outbound.preferencesUrl !== undefined && outbound.template === undefined;
  await beginAttempt(ctx, message, { ...facts, identity: to.id, recipient, leads });
  if (outbound.externalId !== null)
    await remember(ctx, {
      ...facts,
      message,
      externalId: outbound.externalId,
      identity: to.id,
      direction: 'out',
      isPlayed: channel.isPlayed,
    });
  return { channel, outbound, isOfCampaign: campaign !== undefined };
}

/** Writes down how it went; gives the seconds to wait when it is to be tried again. */
async function conclude(ctx: Ctx, message: MessageId, { channel, outbound }: Ready, outcome: Outcome): Promise<number | undefined> {
  const facts = await messageFacts(ctx, message);
  const attempt = await ctx.db.maybe(deliveryOf, [ctx.workspace, message]);
  if (!facts || !attempt) return undefined; // erased while it left
  const own = outcome.outcome === 'sent' && outcome.externalId !== null ? [outcome.externalId] : [];
  await rememberAll(ctx, facts, attempt, [...own, ...(outcome.also ?? [])], channel.isPlayed);
  if (outcome.outcome === 'sent' && !channel.isPlayed) await owedHasLeft(ctx, facts.person, outbound.owed);
  if (outcome.outcome === 'sent')
    return end(ctx, facts, outcome.state ?? 'sent', channel.isPlayed && channel.adapter.reaches !== 'visitor' ? played : undefined);
  if (outcome.outcome !== 'retry') {
    const counts = await hearNo(ctx, { ...facts, message, identity: attempt.identity, isPlayed: channel.isPlayed }, outcome.because);
    return end(ctx, facts, outcome.outcome, counts ? outcome : playedNo);
  }
  const refused = { inbox: facts.inbox, isPlayed: channel.isPlayed, message, identity: attempt.identity };
  const isInLine = outcome.because === 'limit-reached' && (await noteFull(ctx, refused)); // waits for its turn as others do, and uses up no patience
  const [tries, wish] = isInLine ? [1, lookMs / 1000] : [attempt.attempts, outcome.afterSeconds];
  const wait = waitAfter(outcome.because, tries, (ctx.now.getTime() - facts.at.getTime()) / 1000, wish);
  if (isForgotten(ctx, facts, channel.adapter, wait)) return end(ctx, facts, 'failed', fateOf(outcome));
  if (wait === undefined) return end(ctx, facts, 'failed', givenUp(outcome.words));
  await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, 'retry', outcome.because]);
  await explainDelivery(ctx, message, { because: outcome.because, words: outcome.words });
  log.of(ctx)('info', 'delivery.put-off', { message, channel: channel.adapter.name, attempt: attempt.attempts });
  return wait;
}

function inTransaction<T>(work: Pick<Work, 'workspace' | 'tools'>, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(
    work.tools,
    { workspace: work.workspace, actor: { kind: 'system', id: 'channels.deliver' }, purpose: 'service-conversation' },
    run,
  );
}
