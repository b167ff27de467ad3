// What was agreed to for a mailbox, and which renewal of all nodes has it now: a provider that gives a new token with each renewal takes the one before, when it comes again, for stolen and ends what
// was agreed to (RFC 9700, section 4.14.2). A lease, and no transaction that waits for somebody outside; whose node dies midway is waited for no longer than it.
import { setTimeout as pause } from 'node:timers/promises';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { act, clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { grantName } from './names.ts';
import { fault, type MailboxAccount } from './stand.ts';
import { dropGrant, giveGrantBack, grantOf, takeGrant } from './store.ts';

const leaseMs = 30_000; // longer than we wait for an answer
const lookMs = 200;

/** The token that lasts, for the renewal `by` alone, once no other has it; undefined where nothing was agreed to, or the provider refused it. Rejects with the fault `away` after a minute. */
export async function takeOne(tools: Tools, account: MailboxAccount, by: string): Promise<string | undefined> {
  const since = clock.of({ tools })();
  for (const until = performance.now() + 2 * leaseMs; ; await pause(lookMs)) {
    const found = await inSystem(tools, account, (ctx) => take(ctx, account, { by, since }));
    if (found !== 'taken') return found;
    if (performance.now() > until) throw fault('away');
  }
}

/** Lets the next renewal have it; nothing happens where `by` does not. */
export const giveBack = (tools: Tools, account: MailboxAccount, by: string): Promise<void> =>
  inSystem(tools, account, async (ctx) => void (await ctx.db.run(giveGrantBack, [ctx.workspace, account.inbox, by])));

export const placeOf = ({ inbox }: MailboxAccount) => ({ table: 'mailbox_grants', row: inbox, column: 'refresh_token' });

/** `since`: when `account` was as it is here; somebody may have agreed for another mailbox of this inbox after it. */
async function take(
  ctx: Ctx,
  account: MailboxAccount,
  { by, since }: { readonly by: string; readonly since: Date },
): Promise<string | 'taken' | undefined> {
  const row = await ctx.db.maybe(grantOf, [ctx.workspace, account.inbox]);
  const isForIt = row?.givenFor === grantName(ctx.tools, account);
  if (row && !isForIt) await ctx.db.run(dropGrant, [ctx.workspace, account.inbox, since]); // that of the mailbox before goes nowhere else
  if (!row || row.refusedAt !== null || !isForIt) return undefined;
  const until = new Date(ctx.now.getTime() + leaseMs);
  const taken = await ctx.db.maybe(takeGrant, [ctx.workspace, account.inbox, by, ctx.now, until]);
  return taken ? openSecret(ctx, placeOf(account), taken.refreshToken) : 'taken';
}

const inSystem = <T>(tools: Tools, { workspace }: MailboxAccount, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels.mailbox' } }, run);
