// The doors to the switch of the sandbox. Everybody who works here sees how it stands: it decides whether people get an answer.
import type { WorkspaceId } from '#kit/ids';
import { log } from '#kit/log';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { listAccounts, type Opened } from '../accounts.ts';
import { adapters } from '../adapters.ts';
import { bringUpToDate } from '../recipients.ts';
import type { Stand } from './store.ts';
import { sandboxStand, switchSandbox } from './switch.ts';

export const switchRoutes: readonly Route[] = [
  route('readSandboxSwitch', { permission: 'signed-in', purpose: null, handle: async (ctx) => view(await sandboxStand(ctx)) }),
  route('moveSandboxSwitch', {
    permission: 'channels.change',
    purpose: null,
    stepUp: true,
    handle: async (ctx, { body }) => {
      const before = await listAccounts(ctx);
      const stand = await switchSandbox(ctx, body.isOn);
      await bringUpToDate(ctx);
      ctx.db.afterCommit(() => void settle(ctx.tools, ctx.workspace, before));
      return view(stand);
    },
  }),
];

/**
 * Lines to message centres and mailboxes that this node holds are hung up; another node finds by itself, within seconds, that they speak otherwise now. What was played is
 * forgotten: nobody can look at it any more.
 */
async function settle(tools: Tools, workspace: WorkspaceId, before: readonly Opened[]): Promise<void> {
  for (const { adapter, account, stored, isPlayed } of before)
    if (isPlayed && stored.settings['provider'] !== 'sandbox') await adapter.sandbox?.forget(account, tools).catch(() => undefined);
  for (const adapter of adapters)
    await adapter.hangUp?.(tools, workspace).catch(() => log.of({ tools })('warn', 'sandbox.line-not-left', { workspace }));
}

const view = ({ isOn, since }: Stand) => ({ isOn, since: since?.toISOString() ?? null });
