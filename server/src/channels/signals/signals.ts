// A person is shown on their own channel that somebody writes to them, and, where the company wants that, that their words were read. Shown at once or lost: nothing is queued, tried again or kept.
// The gate is asked as for an answer. To open an address is entered in the ledger as ever; so that a sentence that is typed is no row of entries, it is held for a minute, in memory.
import { everythingCarried } from '#access';
import { conversation as conversationOf, lastHeard, messageFacts, type Seen, seenOf } from '#conversations';
import { decide, permit } from '#gate';
import { openMany, type Permit } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import { errorCode, log } from '#kit/log';
import { act, clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { readIdentity } from '#people';
import { accountOf, type Opened } from '../accounts.ts';
import { externalField, placeOf } from '../external.ts';
import { standingIn } from '../late.ts';
import { paceOf } from '../pace-of.ts';
import { spare } from '../pacing.ts';
import { reach } from '../reach.ts';
import { type ExternalRow, lastIncomingOf } from '../store.ts';
import { everyMs, type Memory, openMemory } from './memory.ts';
import { isShown } from './rules.ts';
import type { Signal } from './types.ts';

const memories = tool<Memory<Target>>('channels.signals');
type Target = Pick<Signal, 'to' | 'lastSeen'>;
type Thread = Awaited<ReturnType<typeof conversationOf>>;
const purpose = 'service-conversation';

/** Gets ready to show what staff do; gives what `outward` is set to. Never throws. */
export function showing(tools: Tools): (tools: Tools, seen: Seen) => void {
  memories.set(tools, openMemory());
  return (at, seen) => {
    const memory = memories.of({ tools: at });
    const kind = `${seen.conversation} ${seen.doing}`;
    const now = () => clock.of({ tools: at })().getTime();
    const go = () =>
      void show(at, seen).catch((error: unknown) => log.of({ tools: at })('info', 'signal.lost', { error: errorCode(error) }));
    if (memory.isDue(kind, now())) go();
    // the last of what was read must not be lost; that somebody writes is said again by itself
    else if (seen.doing === 'read')
      memory.later(kind, () => {
        memory.isDue(kind, now());
        go();
      });
  };
}

/** Shows it now, as far as whoever does it reaches; whether the provider took it. Throws what the gate, or a conversation out of reach, throws. */
export async function show(tools: Tools, seen: Seen): Promise<boolean> {
  const { workspace, actor, doing } = seen;
  const who = { workspace, actor, purpose } as const;
  const asked = await act(tools, who, (ctx) => mayShow(ctx, seen));
  if (!asked) return false;
  // before anything is opened, which the ledger takes for sent; and apart from both, since whoever sends must not wait for what is read here
  if (!(await spare({ tools, workspace }, asked.channel.account.inbox, paceOf(asked.channel) ?? {}))) return false;
  const ready = await act(tools, who, (ctx) => prepare(ctx, seen));
  if (!ready) return false;
  const { adapter, account } = ready.channel;
  return (await adapter.signal?.(account, { kind: doing, ...ready.target }, tools)) ?? false;
}

type Showable = {
  readonly channel: Opened;
  readonly thread: Thread;
  readonly answering: Date;
  readonly heard: readonly ExternalRow[];
  readonly permit: () => Promise<Permit | undefined>;
};

/** Whether it may be shown now, before anything is opened. The switch of the sandbox is read with the account, in this transaction: what is played goes to its emulator. */
async function mayShow(ctx: Ctx, { conversation: id, doing }: Seen): Promise<Showable | undefined> {
  const thread = await conversationOf(ctx, id);
  const channel = await accountOf(ctx, thread.inbox);
  const { adapter, account } = channel;
  const shows = adapter.shows(account.settings);
  if (!isShown(shows, doing, account.settings)) return undefined;
  if (doing === 'read' && shows.reads === 'all' && thread.unread > 0) return undefined; // something newer would count as read
  if (doing === 'stopped' && (await hasAnswered(ctx, thread))) return undefined; // what arrived ends it by itself
  const { window } = adapter.capabilities;
  if (window && (await standingIn(ctx, window, thread)).state === 'closed') return undefined;
  const answering = await lastHeard(ctx, thread);
  if (!answering) return undefined;
  const isNaming = shows.reads === 'by-message' && (doing === 'read' || shows.typing === 'with-read');
  const heard = isNaming ? await lastSeen(ctx, thread, channel) : [];
  if (isNaming && heard.length === 0) return undefined; // nothing of theirs was seen yet
  const right = await rightToAnswer(ctx, thread, channel, { doing, answering, isNamed: heard.length > 0 });
  if (!right) memories.of(ctx).forget(id);
  return right && { channel, thread, answering, heard, permit: right };
}

/** Asks all of it again: until its place came something may have changed. */
async function prepare(ctx: Ctx, seen: Seen): Promise<{ channel: Opened; target: Target } | undefined> {
  const asked = await mayShow(ctx, seen);
  const permitted = await asked?.permit();
  if (!asked || !permitted) return undefined;
  const { channel, thread, answering, heard } = asked;
  const memory = memories.of(ctx);
  // another word of theirs, or another that was seen, another person after a merge: opened anew
  const key = `${answering.getTime()} ${heard[0]?.message} ${thread.person} ${channel.isPlayed}`;
  const target = memory.held(thread.id, key) ?? (await open(ctx, permitted, thread, channel, heard));
  if (target) memory.hold(thread.id, key, target);
  return target && { channel, target };
}

/** Whether the last word in it is ours, and of this moment. */
async function hasAnswered(ctx: Ctx, { lastMessage, lastMessageAt }: Thread): Promise<boolean> {
  if (!lastMessage || ctx.now.getTime() - lastMessageAt.getTime() > everyMs) return false;
  return (await messageFacts(ctx, lastMessage))?.direction === 'out';
}

/** The ids of the last that staff has seen of the person, still sealed: only for a channel that names messages. */
async function lastSeen(ctx: Ctx, thread: Thread, { isPlayed }: Opened): Promise<readonly ExternalRow[]> {
  return ctx.db.all(lastIncomingOf, [ctx.workspace, thread.id, isPlayed, await seenOf(ctx, thread)]);
}

type About = { readonly doing: Seen['doing']; readonly answering: Date; readonly isNamed: boolean };

/**
 * As an answer now, by this member of staff, with what they came in by: typing where that may write, what was read where it may read. Gives what asks for the permit; undefined where the gate says no, which
 * is no act, so a no is not recorded. No more is opened than the channel needs (Art. 5(1)(c)).
 */
async function rightToAnswer(
  ctx: Ctx,
  thread: Thread,
  { adapter, account }: Opened,
  { doing, answering, isNamed }: About,
): Promise<Showable['permit'] | undefined> {
  if (ctx.actor.kind !== 'staff') return undefined;
  const permission = doing === 'read' ? 'conversations.read' : 'conversations.write';
  const grants = (await everythingCarried(ctx)) ?? [];
  const asStaff = withCtx(ctx, { actor: { ...ctx.actor, reach: { grants, permission } } });
  const recipient = adapter.recipient(account.settings, ctx.tools);
  const question = {
    ...{ act: 'send' as const, person: thread.person, purpose, channel: adapter.name, spot: thread, answering },
    ...{ fields: ['identities.value', ...(isNamed ? [externalField] : [])], ...(recipient !== null && { recipient }) },
  };
  if (!(await decide(asStaff, question)).allowed) return undefined;
  return async () => {
    const answer = await permit(asStaff, question);
    return answer.allowed ? answer.permit : undefined;
  };
}

async function open(
  ctx: Ctx,
  right: Permit,
  { id, inbox, person }: Thread,
  { adapter }: Opened,
  heard: readonly ExternalRow[],
): Promise<Target | undefined> {
  const identity = await reach(ctx, adapter, { conversation: id, inbox, person, purpose });
  if (!identity) return undefined;
  const ids = heard.map((row) => ({ place: placeOf(row), sealed: row.externalId }));
  return { to: await readIdentity(ctx, right, identity), lastSeen: ids.length > 0 ? await openMany(ctx, right, ids) : [] };
}
