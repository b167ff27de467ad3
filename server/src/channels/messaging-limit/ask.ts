// Asking a provider how many people an account may begin with: when the channel is tried, soon after it was opened, when the provider says that something changed, and a few times a day.
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import type { Tools } from '#kit/tool';
import { accountOf } from '../accounts.ts';
import { adapters } from '../adapters.ts';
import { sandboxStand } from '../switch/switch.ts';
import { keepLimit } from './keep.ts';
import { putAccount, takeDue } from './store.ts';

const leaseMs = 5 * 60_000; // of one who asks: who dies in it lets others ask then

export const askForLimits: Clock = {
  name: 'channels.ask-for-limits',
  everySeconds: 60,
  run: async (ctx) => {
    const names = adapters.flatMap((each) => (each.messagingLimit ? [each.name] : []));
    const { isOn } = await sandboxStand(ctx);
    const due = await ctx.db.all(takeDue, [ctx.workspace, names, ctx.now, new Date(ctx.now.getTime() + leaseMs), isOn]);
    const { workspace, tools } = ctx;
    ctx.db.afterCommit(() => {
      for (const { inbox } of due) void askForLimit(tools, workspace, inbox);
    });
  },
};

/** Asks while no transaction is open, and keeps the answer. Never throws. */
export async function askForLimit(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<void> {
  const inSystem = <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> =>
    act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, run);
  try {
    const opened = await inSystem((ctx) => accountOf(ctx, inbox));
    const told = await opened.adapter.messagingLimit?.(opened.account, tools);
    await inSystem((ctx) => keepLimit(ctx, opened, told));
  } catch (error) {
    log.of({ tools })('warn', 'channels.limit-not-asked', { workspace, inbox, error: errorCode(error) });
  }
}

/** The provider says that it changed: what is told is taken for a reason to ask, since news comes late and out of order. Durable when it comes back. */
export async function limitMoved(tools: Tools, { workspace, inbox }: { workspace: WorkspaceId; inbox: InboxId }): Promise<void> {
  await act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    const { isPlayed } = await accountOf(ctx, inbox);
    await ctx.db.run(putAccount, [workspace, inbox, isPlayed, ctx.now, null]);
    ctx.db.afterCommit(() => void askForLimit(tools, workspace, inbox));
  });
}
