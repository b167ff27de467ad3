// Who carries our messages follows from the configuration of this Parley, which may change between two starts: what inboxes say of it is brought up to date.
import { workspaceIds } from '#access';
import { changeInbox, inboxOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { listAccounts } from './accounts.ts';

/** The same for one company, in the transaction of whoever changed what decides it. */
export async function bringUpToDate(ctx: Ctx): Promise<void> {
  for (const { adapter, account } of await listAccounts(ctx)) {
    const recipient = adapter.recipient(account.settings, ctx.tools);
    if ((await inboxOf(ctx, account.inbox)).recipient === recipient) continue;
    await changeInbox(ctx, account.inbox, { recipient });
    await append(ctx, { kind: 'channel.changed', facts: { inbox: account.inbox, channel: adapter.name, recipient } });
  }
}

/** Runs before doors open, so that no reply is accepted for a recipient of yesterday. A company whose own root key is withheld is passed over: it accepts nothing anyway. */
export async function bringRecipientsUpToDate(tools: Tools): Promise<void> {
  for (const workspace of await workspaceIds(tools))
    await act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, bringUpToDate).catch((error: unknown) => {
      if (!(error instanceof Problem && error.code === 'key-withheld')) throw error;
      log.of({ tools })('warn', 'channels.company-withheld', { workspace });
    });
}
