// Wakes devices when an answer waits in the chat and nobody looks: whoever looks has fetched it within seconds, by an open line or by asking. Nothing of the answer leaves, only that
// there is one; the same conversation again takes the place of what was pushed before.
import { type MessageFacts, messageFacts } from '#conversations';
import { permit } from '#gate';
import { lookupHash, open } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, InboxId, MessageId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, announcement, listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { append } from '#ledger';
import { group } from '#people';
import { accountOf } from '../accounts.ts';
import type { WebChatSettings } from '../adapters/web-chat/settings.ts';
import { startOfOldest } from '../adapters/web-chat/visits.ts';
import { waitAfter } from '../backoff.ts';
import { erasedMeanwhile } from '../erased-meanwhile.ts';
import { restsUntil } from '../rest.ts';
import { sharingInbox } from '../shared/desks.ts';
import { deliveryOf } from '../store.ts';
import { passes } from '../switch/switch.ts';
import { deviceField, placeOf, takeExpired, takeGone } from './devices.ts';
import { recipientOf } from './services.ts';
import { beginPush, deviceById, devicesFor, endPush, handedTo } from './store.ts';
import type { DeviceAddress, Push, Pushed } from './types.ts';
import { wakeDevice } from './waking.ts';
import { waitingIn } from './words.ts';

const patienceMs = 9_000; // a page without an open line asks every seven and a half seconds at most
const quietMs = 60_000; // between two pushes to one device
const ttlSeconds = 24 * 3_600;
type Due = { message: MessageId; conversation: ConversationId };
type Ready = {
  readonly inbox: InboxId;
  readonly settings: WebChatSettings;
  readonly address: DeviceAddress;
  readonly push: Push;
  readonly recipient: string | null;
  /** Before it left: an answer that comes while a service takes its time is not covered by this push. */
  readonly at: Date;
};

const answerLeft = announcement<Due>('channels.answer-left');
type Wake = { device: Id<'dev'>; message: MessageId };
const pushDue = announcement<Wake>('channels.push-due');
const pushRests = announcement<Wake>('channels.push-rests');

export const findDevices = listen(
  answerLeft,
  'channels.find-devices',
  (work, due) => find(work, due),
  ({ conversation }) => conversation,
);
export const pushDevice = listen(
  pushDue,
  'channels.push',
  (work, { device, message }) => push(work, device, message),
  ({ device }) => device,
);
/** In no order: whatever waited under the key of the device would hold back what may wake it now. */
export const pushRested = listen(pushRests, 'channels.push-rested', (work, wake) => endRest(work, wake));
export const expireDevices: Clock = { name: 'channels.expire-devices', everySeconds: 3_600, run: takeExpired };

/** Notes that an answer lies in the chat now; where nobody has a device that is all. Joins the caller's transaction. */
export async function noteAnswer(ctx: Ctx, facts: MessageFacts): Promise<void> {
  if (facts.channel === 'web-chat' && (await devicesOf(ctx, facts)).length > 0)
    await announce(ctx, answerLeft, { message: facts.id, conversation: facts.conversation });
}

/** When the answer has waited long enough: each device is a push of its own. */
async function find(work: Work, { message }: Due): Promise<void> {
  const wait = await inTransaction(work, async (ctx) => {
    const waiting = await waitingAnswer(ctx, message);
    if (!waiting) return 0;
    const left = waiting.leftAt.getTime() + patienceMs - ctx.now.getTime();
    if (left > 0) return left;
    for (const { id } of await devicesOf(ctx, waiting.facts)) await announce(ctx, pushDue, { device: id, message });
    return 0;
  });
  if (wait > 0) throw retryLater(Math.ceil(wait / 1000));
}

async function push(work: Work, device: Id<'dev'>, message: MessageId): Promise<void> {
  const ready = await inTransaction(work, (ctx) => prepare(ctx, device, message)).catch(erasedMeanwhile);
  if (!ready) return;
  if (typeof ready === 'number') throw retryLater(ready);
  const pass = await inTransaction(work, (ctx) => passes(ctx, message, ready.settings.played === true));
  if (pass === 'other') throw retryLater(1);
  if (pass === 'stopped') return; // it stays in the chat, and whoever looks there finds it
  const waking = () => wakeDevice(work.tools, ready.settings, ready.address, ready.push);
  const outcome = await (ready.recipient === null ? sharingInbox(work.tools, work.workspace, ready.inbox, waking) : waking());
  const wait = await inTransaction(work, (ctx) => conclude(ctx, device, message, outcome, ready)).catch(erasedMeanwhile);
  if (wait !== undefined) throw retryLater(wait);
}

/** Everything up to the moment before sending; seconds to wait where the device was woken a moment ago; undefined when there is nothing (more) to do. */
async function prepare(ctx: Ctx, id: Id<'dev'>, message: MessageId): Promise<Ready | number | undefined> {
  const waiting = await waitingAnswer(ctx, message);
  const device = await ctx.db.maybe(deviceById, [ctx.workspace, id]);
  if (!waiting || !device || !(await devicesOf(ctx, waiting.facts)).some((each) => each.id === id)) return undefined;
  const { pushedAt } = device;
  if (pushedAt && pushedAt >= waiting.leftAt) return undefined; // what woke it then stands for this one too
  const quiet = pushedAt ? pushedAt.getTime() + quietMs - ctx.now.getTime() : 0;
  if (quiet > 0) return Math.ceil(quiet / 1000);
  if ((await restsUntil(ctx, waiting.facts)) !== undefined) {
    await announce(ctx, pushRests, { device: id, message }); // what goes to many wakes nobody in quiet hours, and no answer stands behind it
    return undefined;
  }
  const settings = (await accountOf(ctx, device.inbox)).account.settings as WebChatSettings;
  const { facts } = waiting;
  const recipient = recipientOf(settings, device);
  if (recipient === undefined) return undefined;
  const right = await permit(ctx, {
    act: 'send',
    person: device.person,
    purpose: facts.purpose,
    channel: 'web-chat',
    fields: [deviceField],
    ...(recipient !== null && { recipient }),
    ...(facts.answering && { answering: facts.answering }),
  });
  if (!right.allowed) return undefined;
  const address = JSON.parse(await open(ctx, right.permit, placeOf(device), device.address)) as DeviceAddress;
  await ctx.db.run(beginPush, [ctx.workspace, id, message]);
  if (recipient !== null) await ctx.db.run(handedTo, [ctx.workspace, device.person, recipient, ctx.now]);
  const tag = lookupHash(ctx.tools, 'push-tag', facts.conversation).slice(0, 32); // RFC 8030, section 5.4: 32 characters of base64url at most
  return { inbox: device.inbox, settings, address, recipient, at: ctx.now, push: { text: waitingIn(device.language), tag, ttlSeconds } };
}

/** Once the quiet hours are over it takes its place among what wakes the device. */
async function endRest(work: Work, wake: Wake): Promise<void> {
  const rests = await inTransaction(work, async (ctx) => {
    const waiting = await waitingAnswer(ctx, wake.message);
    if (!waiting) return undefined;
    const seconds = await restsUntil(ctx, waiting.facts);
    if (seconds === undefined) await announce(ctx, pushDue, wake);
    return seconds;
  });
  if (rests !== undefined) throw retryLater(Math.ceil(rests));
}

/** Writes down how it went; gives the seconds to wait when it is to be tried again. */
async function conclude(
  ctx: Ctx,
  id: Id<'dev'>,
  message: MessageId,
  outcome: Pushed,
  { recipient, at }: Ready,
): Promise<number | undefined> {
  const device = await ctx.db.maybe(deviceById, [ctx.workspace, id]);
  if (!device) return undefined; // erased or taken away while it left
  if (outcome.outcome === 'gone') {
    await takeGone(ctx, id, outcome.since);
    return undefined;
  }
  if (outcome.outcome === 'retry') {
    const waiting = await waitingAnswer(ctx, message);
    const age = waiting && (ctx.now.getTime() - waiting.leftAt.getTime()) / 1000;
    const wait = age === undefined || age > ttlSeconds ? undefined : waitAfter(outcome.because, device.attempts, age, outcome.afterSeconds);
    if (wait !== undefined) {
      log.of(ctx)('info', 'push.put-off', { device: id, attempt: device.attempts });
      return wait;
    }
  }
  const isSent = outcome.outcome === 'sent';
  await ctx.db.run(endPush, [ctx.workspace, id, isSent ? at : null]);
  await append(ctx, {
    kind: isSent ? 'push.sent' : 'push.not-sent',
    subject: device.person,
    facts: { device: id, message, recipient, because: isSent ? null : outcome.because },
  });
  return undefined;
}

/** The answer while it lies in the chat and nobody has fetched it, and since when. */
async function waitingAnswer(ctx: Ctx, message: MessageId): Promise<{ facts: MessageFacts; leftAt: Date } | undefined> {
  const facts = await messageFacts(ctx, message);
  if (facts?.delivery !== 'sent') return undefined;
  const leftAt = (await ctx.db.maybe(deliveryOf, [ctx.workspace, message]))?.endedAt;
  return leftAt ? { facts, leftAt } : undefined;
}

const devicesOf = async (ctx: Ctx, { person, inbox, conversation }: MessageFacts) =>
  ctx.db.all(devicesFor, [ctx.workspace, await group(ctx, person), inbox, conversation, ctx.now, startOfOldest(ctx.now)]);

const inTransaction = <T>({ tools, workspace }: Work, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels.push' }, purpose: 'service-conversation' }, run);
