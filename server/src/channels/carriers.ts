// Who carries messages here now, channel by channel: what a record of processing and a data map name.
import type { Ctx } from '#kit/ctx';
import { listAccounts } from './accounts.ts';
import type { ChannelKind } from './adapter.ts';
import type { Carrier } from './carrier.ts';

/** `recipient` is a code of the register, null when nothing leaves the company; `carrier` is what the adapter itself says of it. */
export type Way = { readonly channel: ChannelKind; readonly recipient: string | null; readonly carrier: Carrier | null };

/** One for every opened inbox. */
export async function openWays(ctx: Ctx): Promise<Way[]> {
  return (await listAccounts(ctx)).map(({ adapter, account }) => ({
    channel: adapter.name,
    recipient: adapter.recipient(account.settings, ctx.tools),
    carrier: adapter.carrier?.(account.settings) ?? null,
  }));
}
