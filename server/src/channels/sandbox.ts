// The sandbox for people: what would have been sent, and somebody who answers, comes late or does not come at all.
import { inboxesInReach } from '#access';
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { accountOf, listAccounts } from './accounts.ts';
import type { Account } from './adapter.ts';
import type { Sandbox } from './playing.ts';

const played = { permission: 'channels.captured', purpose: 'service-conversation' } as const; // everybody's words and codes, as captured mail

export const sandboxRoutes: readonly Route[] = [
  route('readSandbox', {
    ...played,
    handle: async (ctx, { params }) => {
      const { account, sandbox } = await sandboxOf(ctx, params.inbox as InboxId);
      return sandbox.read(account, ctx.tools);
    },
  }),
  route('writeInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { account, sandbox } = await sandboxOf(ctx, params.inbox as InboxId);
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      // it comes back in by our own door, which must not wait for this transaction
      ctx.db.afterCommit(
        () =>
          void sandbox.write(account, ctx.tools, body).catch(() => log.of(ctx)('warn', 'sandbox.not-written', { inbox: account.inbox })),
      );
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

/** What sandboxes of a company hold in this process is forgotten: they hold words and numbers in the clear, and keep no list of whose. */
export async function forgetPlayed(tools: Tools, workspace: WorkspaceId): Promise<void> {
  const who = { workspace, actor: { kind: 'system', id: 'channels' } } as const;
  for (const { adapter, account, isPlayed } of await act(tools, who, listAccounts))
    if (isPlayed || account.settings['provider'] === 'sandbox') await adapter.sandbox?.forget(account, tools);
}

async function sandboxOf(ctx: Ctx, inbox: InboxId): Promise<{ account: Account; sandbox: Sandbox }> {
  if ((await inboxesInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
  const { adapter, account, isPlayed } = await accountOf(ctx, inbox);
  if (!adapter.sandbox || !(isPlayed || account.settings['provider'] === 'sandbox')) throw new Problem('not-found');
  return { account, sandbox: adapter.sandbox };
}
