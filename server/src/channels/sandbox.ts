// The sandbox for people: what would have been sent, and somebody who answers, comes late or does not come at all.
import { areasInReach, workspaceIds } from '#access';
import type { Ctx } from '#kit/ctx';
import { type InboxId, newId, type WorkspaceId } from '#kit/ids';
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
import { answerOthers, askOthers, bring, deskFor, forgetShared } from './shared/desks.ts';
import { type Desk, sharing } from './shared/sharing.ts';
import { holdDesk, tellDesk } from './shared/store.ts';
import { movedTopic, sandboxStand } from './switch/switch.ts';

const played = { permission: 'channels.captured', purpose: 'service-conversation' } as const; // everybody's words and codes, as captured mail

export const sandboxRoutes: readonly Route[] = [
  route('readSandbox', {
    ...played,
    prepare: async (tools, { params }, { workspace }) => {
      const opened = await bring(tools, workspace, params.inbox as InboxId);
      return opened?.adapter.sandbox?.read(opened.account, tools);
    },
    handle: async (ctx, { params, prepared }) => {
      const { account, isOwn } = await sandboxOf(ctx, params.inbox as InboxId);
      if (!prepared) throw new Problem('not-found');
      askOthers(ctx.tools, ctx.workspace, account.inbox);
      const { items: found, ...rest } = prepared;
      const items = found.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)); // those of other nodes came when they were heard of
      const { since } = await sandboxStand(ctx);
      // what was played before it was switched on anew is gone, also where a node did not hear of it
      return { ...rest, items: items.filter(({ at }) => isOwn || since === null || Date.parse(at) >= since.getTime()) };
    },
  }),
  route('writeInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, sandbox, desk } = await sandboxOf(ctx, params.inbox as InboxId);
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      afterwards(ctx, account, () => sharing(ctx.tools, desk, () => sandbox.write(account, ctx.tools, body)));
      return {};
    },
  }),
  route('tapInSandbox', {
    ...played,
    prepare: (tools, { params }, { workspace }) => bring(tools, workspace, params.inbox as InboxId),
    handle: async (ctx, { params, body }) => {
      const { account, sandbox, desk } = await sandboxOf(ctx, params.inbox as InboxId);
      const tap = await sandbox.tap?.(account, ctx.tools, body);
      if (!tap) throw new Problem('not-found');
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      afterwards(ctx, account, () => sharing(ctx.tools, desk, tap));
      return {};
    },
  }),
  route('changeSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, desk } = await sandboxOf(ctx, params.inbox as InboxId);
      await ctx.db.one(holdDesk, [ctx.workspace, desk.name, newId('sbx'), desk.isOwn]);
      await ctx.db.run(tellDesk, [ctx.workspace, account.inbox, JSON.stringify(body)]);
      ctx.db.afterCommit(() => void sharing(ctx.tools, desk, async () => undefined)); // every node behaves so before it plays next
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
  await forgetShared(tools, workspace);
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
    answerOthers(tools),
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
      all.filter(({ adapter, stored, isPlayed }) => !isPlayed && !playsByItself(adapter, stored.settings)),
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

async function sandboxOf(ctx: Ctx, inbox: InboxId): Promise<{ account: Account; sandbox: Sandbox; isOwn: boolean; desk: Desk }> {
  if ((await areasInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
  const opened = await accountOf(ctx, inbox);
  const { adapter, account } = opened;
  const desk = deskFor(ctx.tools, opened);
  if (!adapter.sandbox || !desk) throw new Problem('not-found');
  return { account, sandbox: adapter.sandbox, isOwn: desk.isOwn, desk };
}
