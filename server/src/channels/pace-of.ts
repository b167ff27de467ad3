// The pace of one account as it stands, and how much of a campaign may wait for it.
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { accountOf, type Opened } from './accounts.ts';
import type { Pace } from './pacing.ts';

const aheadSeconds = 30;

/** What the provider of an account asks for; null where nothing leaves, or it asks for nothing. */
export function paceOf({ adapter, account, isPlayed }: Pick<Opened, 'adapter' | 'account' | 'isPlayed'>): Pace | null {
  return isPlayed || account.settings['provider'] === 'sandbox' ? null : adapter.pace(account.settings);
}

/** How many messages leave an inbox within half a minute: what waits beyond that would only stand before the answers of colleagues. Problem `not-found`. */
export async function mostAhead(ctx: Ctx, inbox: InboxId): Promise<number> {
  const rate = paceOf(await accountOf(ctx, inbox))?.account;
  return rate ? Math.max(1, Math.floor(rate.perSecond * aheadSeconds)) : Infinity;
}
