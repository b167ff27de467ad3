// A person is shown on their own channel that somebody writes to them, and, where the company wants that, that their words were read. Shown at once or lost: nothing is queued, tried again or kept.
// The gate is asked as for an answer. To open an address is entered in the ledger as ever; so that a sentence that is typed is no row of entries, it is held for a minute, in memory.
import { everythingCarried } from '#access';
import { conversation as conversationOf, lastHeard, type Seen } from '#conversations';
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
import { type ExternalRow, lastIncomingIn } from '../store.ts';
import { type Memory, openMemory } from './memory.ts';
import { isShown } from './rules.ts';
import type { Signal } from './types.ts';

const memories = tool<Memory<Target>>('channels.signals');
type Target = Pick<Signal, 'to' | 'lastHeard'>;
type Thread = Awaited<ReturnType<typeof conversationOf>>;
const purpose = 'service-conversation';

/** Gets ready to show what staff do; gives what `outward` is set to. Never throws. */
export function showing(tools: Tools): (tools: Tools, seen: Seen) => void {
  memories.set(tools, openMemory());
  return (at, seen) => {
    void show(at, seen).catch((error: unknown) => log.of({ tools: at })('info', 'signal.lost', { error: errorCode(error) }));
  };
}

/** Shows it, unless the same was shown a moment ago; whether the provider took it. Throws what the gate, or a conversation out of reach, throws. */
export async function show(tools: Tools, seen: Seen): Promise<boolean> {
  const { workspace, conversation, staff, doing } = seen;
  // what was read is told as often as something new was: the last of it must not be lost
  if (doing === 'typing' && !memories.of({ tools }).isDue(conversation, clock.of({ tools })().getTime())) return false;
  const ready = await act(tools, { workspace, actor: { kind: 'staff', id: staff }, purpose }, (ctx) => prepare(ctx, seen));
  if (!ready) return false;
  const { adapter, account } = ready.channel;
  return (await adapter.signal?.(account, { kind: doing, ...ready.target }, tools)) ?? false;
}

/** The switch of the sandbox was read with the account, in this transaction: what is played goes to its emulator. */
async function prepare(ctx: Ctx, { conversation: id, doing }: Seen): Promise<{ channel: Opened; target: Target } | undefined> {
  const thread = await conversationOf(ctx, id);
  const channel = await accountOf(ctx, thread.inbox);
  const { adapter, account } = channel;
  if (!isShown(adapter.shows(account.settings), doing, account.settings)) return undefined;
  const { window } = adapter.capabilities;
  if (window && (await standingIn(ctx, window, thread)).state === 'closed') return undefined;
  const permitted = await mayAnswer(ctx, thread, channel, doing);
  const memory = memories.of(ctx);
  if (!permitted) memory.forget(id);
  if (!permitted || !(await spare(ctx, thread.inbox, paceOf(channel) ?? {}))) return undefined;
  const heard = await ctx.db.all(lastIncomingIn, [ctx.workspace, id, channel.isPlayed]);
  const key = `${heard[0]?.message} ${thread.person} ${channel.isPlayed}`; // another word of theirs, another person after a merge: opened anew
  const target = memory.held(id, key) ?? (await open(ctx, permitted, thread, channel, heard));
  if (target) memory.hold(id, key, target);
  return target && { channel, target };
}

/** As an answer now, by this member of staff: typing by whoever may write, what was read by whoever may read. Undefined where the gate says no; that is no act, so a no is not recorded. */
async function mayAnswer(ctx: Ctx, thread: Thread, { adapter, account }: Opened, doing: Seen['doing']): Promise<Permit | undefined> {
  const answering = await lastHeard(ctx, thread);
  if (ctx.actor.kind !== 'staff' || !answering) return undefined;
  const permission = doing === 'typing' ? 'conversations.write' : 'conversations.read';
  const grants = (await everythingCarried(ctx)) ?? [];
  const asStaff = withCtx(ctx, { actor: { ...ctx.actor, reach: { grants, permission } } });
  const recipient = adapter.recipient(account.settings, ctx.tools);
  const question = {
    ...{ act: 'send' as const, person: thread.person, purpose, channel: adapter.name, spot: thread, answering },
    ...{ fields: ['identities.value', externalField], ...(recipient !== null && { recipient }) },
  };
  if (!(await decide(asStaff, question)).allowed) return undefined;
  const answer = await permit(asStaff, question);
  return answer.allowed ? answer.permit : undefined;
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
  return { to: await readIdentity(ctx, right, identity), lastHeard: await openMany(ctx, right, ids) };
}
