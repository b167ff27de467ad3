// The sandboxes of channels for people: what would have been sent, and somebody who answers, comes late or does not come at all.
import { inboxesInReach } from '#access';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { append } from '#ledger';
import { accountOf } from './accounts.ts';
import type { Account, Sandbox } from './adapter.ts';

const played = { permission: 'channels.captured', purpose: 'service-conversation' } as const; // everybody's words and codes, as captured mail

export const sandboxRoutes: readonly Route[] = [
  route('readSandbox', {
    ...played,
    handle: async (ctx, { params }) => {
      const { sandbox, account } = await sandboxOf(ctx, params.inbox as InboxId);
      return sandbox.read(account, ctx.tools);
    },
  }),
  route('writeInSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { sandbox, account } = await sandboxOf(ctx, params.inbox as InboxId);
      const handIn = await sandbox.write(account, body, ctx.tools);
      await append(ctx, { kind: 'sandbox.written', facts: { inbox: params.inbox } });
      ctx.db.afterCommit(() => void handIn());
      return {};
    },
  }),
  route('changeSandbox', {
    ...played,
    handle: async (ctx, { params, body }) => {
      const { sandbox, account } = await sandboxOf(ctx, params.inbox as InboxId);
      await sandbox.change(account, body, ctx.tools);
      return {};
    },
  }),
];

async function sandboxOf(ctx: Ctx, inbox: InboxId): Promise<{ sandbox: Sandbox; account: Account }> {
  if ((await inboxesInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox' });
  const { adapter, account } = await accountOf(ctx, inbox);
  if (!adapter.sandbox?.isFor(account.settings)) throw new Problem('not-found');
  return { sandbox: adapter.sandbox, account };
}
