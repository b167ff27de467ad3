// What proves an address or tells of a right is never played: read in the sandbox a code would let a colleague in as the person, and a letter that stayed there would count as told.
// It waits until the switch is off; a code runs out meanwhile. Where nothing ever leaves (no relay, an account of the sandbox) there is nothing to wait for.
import { log } from '#kit/log';
import { retryLater, type Work } from '#kit/outbox';
import type { Tools } from '#kit/tool';
import type { Opened } from '../accounts.ts';
import type { Account } from '../adapter.ts';
import { staysHere } from '../adapters/email/outgoing/relay.ts';
import type { EmailSettings } from '../adapters/email/settings.ts';

const againSeconds = 60;

/** Throws to be called again while the sandbox holds back what would really leave. */
export function mustNotPlay({ tools, workspace }: Pick<Work, 'tools' | 'workspace'>, channel: Opened, afterSeconds = againSeconds): void {
  if (!channel.isPlayed || leavesNowhere(channel, tools)) return;
  log.of({ tools })('info', 'letter.waits-for-sandbox', { workspace, channel: channel.adapter.name });
  throw retryLater(afterSeconds);
}

/** Whether what it sends would stay here without any sandbox too. */
export function leavesNowhere({ adapter, stored }: Opened, tools: Tools): boolean {
  if (stored.settings['provider'] === 'sandbox') return true;
  return adapter.name === 'email' && staysHere(stored as Account<EmailSettings>, tools);
}

/** The same channel as it was set, for mail that no sandbox keeps back. */
export const outside = (channel: Opened): Opened => ({ ...channel, account: channel.stored, isPlayed: false });
