// The sandbox for people: what would have been sent, and somebody who answers, comes late or does not come at all.
import { areasInReach, workspaceIds } from '#access';
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { accountOf, listAccounts, type Opened } from './accounts.ts';
import type { Account } from './adapter.ts';
import { clearCaptured } from './adapters/email/outgoing/capture.ts';
import { adapters } from './adapters.ts';
import { playsByItself, type Sandbox } from './playing.ts';
import { movedTopic, sandboxStand } from './switch/switch.ts';

const played = { permission: 'channels.captured', purpose: 'service-conversation' } as const; // everybody's words and codes, as captured mail

export const sandboxRoutes: readonly Route[] = [
  route('readSandbox', {
    ...played,
    handle: async (ctx, { params }) => {
      const { account, sandbox, isOwn } = await sandboxOf(ctx, params.inbox as InboxId);
      const { items, ...rest } = await sandbox.read(account, ctx.tools);
      const { since } = await sandboxStand(ctx);
      // what was played before it was switched on anew is gone, also where a node did not hear of it
      return { ...rest, items: items.filter(({ at }) => isOwn || since === null || Date.parse(at) >= since.getTime()) };
    },
  }),
  route('writeInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, sandbox } = await sandboxOf(ctx, params.inbox as InboxId);
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      afterwards(ctx, account, () => sandbox.write(account, ctx.tools, body));
      return {};
    },
  }),
  route('tapInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, sandbox } = await sandboxOf(ctx, params.inbox as InboxId);
      const tap = await sandbox.tap?.(account, ctx.tools, body);
      if (!tap) throw new Problem('not-found');
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      afterwards(ctx, account, tap);
      return {};
    },
  }),
  route('changeSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, sandbox } = await sandboxOf(ctx, params.inbox as InboxId);
      await sandbox.change(account, ctx.tools, body);
      return {};
    },
  }),
];

/** It comes back in by our own door, which must not wait for this transaction. */
function afterwards(ctx: Ctx, { inbox }: Account, write: () => Promise<unknown>): void {
  ctx.db.afterCommit(() => void write().catch(() => log.of(ctx)('warn', 'sandbox.not-written', { inbox })));
}

/**
 * What sandboxes of a company hold is forgotten, here at once and on every other node when it hears of it: they hold words and numbers in the clear, and keep no list of whose. However
 * the switch stands: what was played before may lie there still.
 */
export async function forgetPlayed(tools: Tools, workspace: WorkspaceId): Promise<void> {
  await forgetHere(tools, await accountsIn(tools, workspace));
  live.of({ tools }).publish(workspace, { topic: forgotten, ids: {} });
}

/** This node follows what others do: it forgets with them, and hangs up lines that speak otherwise since the switch was moved. Gives how to stop hearing. */
export function followOthers(tools: Tools): () => void {
  const bus = live.of({ tools });
  const forgetIn = async (workspace: WorkspaceId) => forgetHere(tools, await accountsIn(tools, workspace));
  const follow = (workspace: WorkspaceId, work: Promise<unknown>) =>
    work.catch(() => log.of({ tools })('warn', 'sandbox.not-followed', { workspace }));
  const stops = [
    bus.subscribeAll((workspace, { topic, ids }) => {
      if (topic === forgotten) void follow(workspace, forgetIn(workspace));
      else if (topic === movedTopic) void follow(workspace, settle(tools, workspace, ids['isOn'] === 1));
    }),
    // news that was missed may have been of somebody erased
    bus.whenMissed(() => void workspaceIds(tools).then((all) => all.map((workspace) => follow(workspace, forgetIn(workspace))))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const forgotten = 'sandbox.forgotten';

/** What was played is gone once the switch is off; channels that are a sandbox by themselves keep theirs. */
async function settle(tools: Tools, workspace: WorkspaceId, isOn: boolean): Promise<void> {
  if (!isOn) {
    clearCaptured(tools, workspace);
    const all = await accountsIn(tools, workspace);
    await forgetHere(
      tools,
      all.filter(({ stored, isPlayed }) => !isPlayed && stored.settings['provider'] !== 'sandbox'),
    );
  }
  for (const adapter of adapters) await adapter.hangUp?.(tools, workspace);
}

async function forgetHere(tools: Tools, accounts: readonly Opened[]): Promise<void> {
  for (const { adapter, stored } of accounts)
    await adapter.sandbox?.forget({ ...stored, settings: adapter.sandboxed(stored.settings) }, tools);
}

const accountsIn = (tools: Tools, workspace: WorkspaceId): Promise<Opened[]> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, listAccounts);

async function sandboxOf(ctx: Ctx, inbox: InboxId): Promise<{ account: Account; sandbox: Sandbox; isOwn: boolean }> {
  if ((await areasInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
  const { adapter, account, stored, isPlayed } = await accountOf(ctx, inbox);
  const isOwn = playsByItself(adapter, stored.settings);
  if (!adapter.sandbox || !(isPlayed || isOwn)) throw new Problem('not-found');
  return { account, sandbox: adapter.sandbox, isOwn };
}
