// Who carries messages here now, channel by channel: what a record of processing and a data map name.
import type { Ctx } from '#kit/ctx';
import { listAccounts } from './accounts.ts';
import type { Adapter, ChannelKind, Settings } from './adapter.ts';
import type { Carrier, Reached } from './carrier.ts';

/** `recipient` is a code of the register, null when nothing leaves the company; `carrier` is what the adapter itself says of it. */
export type Way = { readonly channel: ChannelKind; readonly recipient: string | null; readonly carrier: Carrier | null };

/** Codes of everybody by whom messages of an account go out, come in or are kept, null for ourselves. */
export const everyRecipientOf = (adapter: Adapter, settings: Settings, ctx: Pick<Ctx, 'tools'>): (string | null)[] => {
  const recipient = adapter.recipient(settings, ctx.tools);
  const all = [recipient, adapter.keptBy?.(settings), adapter.handedInBy?.(settings)?.code];
  all.push(...(adapter.handsOnTo?.(recipient) ?? []).map(({ code }) => code));
  return [...new Set(all.filter((each) => each !== undefined))];
};

/** One for every opened inbox, and one more for whoever else keeps or posts what comes in, or is handed what goes out. */
export async function openWays(ctx: Ctx): Promise<Way[]> {
  return (await listAccounts(ctx)).flatMap(({ adapter: { name: channel, ...adapter }, stored: { settings } }) => {
    const recipient = adapter.recipient(settings, ctx.tools);
    const others = [adapter.handedInBy?.(settings), ...(adapter.handsOnTo?.(recipient) ?? [])].filter((each) => each !== undefined);
    return [
      { channel, recipient, carrier: adapter.carrier?.(settings) ?? null },
      ...others.filter(({ code }) => code !== recipient).map((each) => ({ channel, recipient: each.code, carrier: each })),
    ];
  });
}

/** Where recipients of the opened inboxes are really reached, each place once. */
export async function reachedNow(ctx: Ctx): Promise<Reached[]> {
  const all = (await listAccounts(ctx)).flatMap(({ adapter, stored: { settings } }) => adapter.reachedIn?.(settings, ctx.tools) ?? []);
  return [...new Map(all.map((each) => [`${each.recipient} ${each.region}`, each])).values()];
}
