// The way out by the server that belongs to a mailbox: signed in as that mailbox, encrypted, and only where it leads outside. Its keeper carries the mail then, and not the operator's relay.
import { createTransport, type Transporter } from 'nodemailer';
import { insideHosts, lineTo } from '#kit/outside';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { accessFor } from '../mailbox/access.ts';
import { nameOf, vouching } from '../mailbox/connect.ts';
import { isMailbox, isPlayedMail, type MailboxAccount } from '../mailbox/stand.ts';
import type { EmailSettings } from '../settings.ts';

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** Whether mail of this inbox leaves by the server of its mailbox. */
export const leavesByOwn = (account: Account<EmailSettings>): account is MailboxAccount =>
  isMailbox(account) && account.settings.leavesBy === 'account';

/** The same of settings alone. */
export const isOwnWayOut = ({ feed, leavesBy }: EmailSettings): boolean => feed === 'imap' && leavesBy === 'account';

/** Where the library tells how far it is. */
export type MailLog = Readonly<Record<'level' | 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', (...said: unknown[]) => void>>;

/** How fast the server of a mailbox is written to. Microsoft 365 takes 30 messages a minute (its sending limits): at this rate no minute has more than 29. Others name no such figure. */
export const paceOfOwn = ({ signIn }: Pick<EmailSettings, 'signIn'>) =>
  signIn === 'microsoft' ? { perSecond: 0.4, burst: 5 } : { perSecond: 1, burst: 30 };

/** A transport that is not signed in yet; rejects with `outside-refused` for a host inside a network, and with what signing in at the provider gives. */
export async function ownServer(tools: Tools, account: MailboxAccount, logger: MailLog): Promise<Transporter> {
  const { submitHost, submitPort, submitTls, user, password, signIn } = account.settings;
  const isHere = isPlayedMail(account); // within this process: nobody outside is asked for a token, and no name is looked up
  const [found] = isHere ? [{ address: submitHost }] : await lineTo({ insideHosts: insideHosts(tools) }, submitHost, submitPort);
  if (!found) throw Object.assign(new Error('no address'), { code: 'ECONNECTION' });
  const token = async () => (isHere ? password : accessFor(tools, account));
  const auth = signIn === 'password' ? { user, pass: password } : { type: 'OAuth2' as const, user, accessToken: await token() };
  return createTransport({
    ...{ host: found.address, port: submitPort, secure: submitTls === 'implicit', ...patience, auth },
    ...{ requireTLS: submitTls === 'starttls', ignoreTLS: submitTls === 'off', disableFileAccess: true, disableUrlAccess: true },
    logger,
    tls: { ...nameOf(submitHost), ...vouching(tools), minVersion: 'TLSv1.2' },
  });
}
