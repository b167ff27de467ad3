// How a mailbox stands, as codes: what goes well, and why something does not.
import { outsideFault } from '#kit/outside';
import type { Account } from '../../../adapter.ts';
import type { EmailSettings } from '../settings.ts';
import type { MailboxSettings } from './settings.ts';

/** How a mailbox stands, as a code; `listening` hears of mail at once, `polling` looks every minute. */
export type Stand =
  | 'connecting'
  | 'reading'
  | 'listening'
  | 'polling'
  | 'away'
  | 'refused'
  | 'not-agreed'
  | 'not-let-in'
  | 'application-refused'
  | 'not-allowed'
  | 'not-encrypted'
  | 'no-folder'
  | 'stuck';
export type MailboxAccount = Account<EmailSettings & MailboxSettings>;
export type Fault = Extract<
  Stand,
  'away' | 'refused' | 'not-agreed' | 'not-let-in' | 'application-refused' | 'not-allowed' | 'not-encrypted' | 'no-folder'
>;

export const isMailbox = (account: Account<EmailSettings> | undefined): account is MailboxAccount => account?.settings.feed === 'imap';

/** Whether the sandbox of the company is on. */
export const isPlayedMail = ({ settings }: Account<EmailSettings>): boolean => settings.played !== undefined;

export const fault = (code: Fault): Error => Object.assign(new Error(code), { fault: code });

/** What an error says about the mailbox. */
export function faultOf(error: unknown): Fault {
  const { fault: own, authenticationFailed, tlsFailed, code } = error as Record<string, unknown>;
  if (typeof own === 'string') return own as Fault;
  if (outsideFault(error) === 'outside-refused') return 'not-allowed';
  if (authenticationFailed === true) return 'refused';
  if (tlsFailed === true || /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|HOSTNAME_|SELF_SIGNED|DEPTH_ZERO)/.test(String(code)))
    return 'not-encrypted';
  return 'away';
}
