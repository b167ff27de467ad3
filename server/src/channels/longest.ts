// How long a text may be on a channel, choices that would stand below it included.
import type { Longest } from '@parley/contract/text-length';
import type { Written } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { maybeAccountOf, type Opened } from './accounts.ts';
import { offered } from './outbound.ts';

/** `taps`: so many choices become buttons and take no room in the text. */
export function longestOf({ adapter, account }: Pick<Opened, 'adapter' | 'account'>): (Longest & { taps: number }) | undefined {
  const longest = adapter.longest?.(account.settings);
  return longest && { ...longest, taps: adapter.capabilities.tapsOnPhones ? 0 : (adapter.taps?.(account.settings) ?? 0) };
}

/** As `fitting` of conversations asks. */
export async function fit(ctx: Ctx, inbox: InboxId, { text, choices = [] }: Written): Promise<(Longest & { text: string }) | undefined> {
  const account = await maybeAccountOf(ctx, inbox);
  const longest = account && longestOf(account);
  return longest && { ...longest, text: offered({ text, choices }, longest.taps).text };
}
