// A mail that is played comes in by the way of every mail: it lies in the mailbox of the sandbox where one feeds the inbox, and is handed in else.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { asPlayed } from '../../../played.ts';
import { hooks } from '../hooks.ts';
import { deliverPlayed, judge } from '../mailbox/played.ts';
import type { EmailSettings } from '../settings.ts';
import { takeHanded } from './handed.ts';

type Mail = {
  /** Its Message-ID without brackets. */
  readonly id: string;
  readonly raw: Buffer;
  /** MAIL FROM; empty for the null sender. */
  readonly sender: string;
  /** RCPT TO. */
  readonly recipient: string;
  readonly times: number;
};

/** Takes it in so many times; Problem `not-ready` where the mailbox does not come up. */
export async function comeIn(tools: Tools, account: Account<EmailSettings>, { id, raw, sender, recipient, times }: Mail): Promise<void> {
  if (account.settings.played === 'mailbox') return deliverPlayed(tools, account, { id, raw, times });
  for (let time = 0; time < times; time += 1)
    await asPlayed(() => takeHanded(tools, hooks.of({ tools }), account, { raw, sender, recipient, isOurs: true, trusted: judge }));
}
