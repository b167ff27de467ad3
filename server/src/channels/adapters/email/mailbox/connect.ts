// A line to the server of a mailbox: to addresses that were looked at, encrypted with a certificate that holds, bounded in time and size; and what it means when there is none.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { config } from '#kit/config';
import { insideHosts, lineTo } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { accessFor, dropToken } from './access.ts';
import { fault, isPlayedMail, type MailboxAccount } from './stand.ts';

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 180_000 };
const idleMs = 9 * 60_000; // servers and the boxes on the way forget lines that say nothing for longer
const besideBytes = 1_048_576;

/** A client that is signed in; close it when done. Rejects with a fault that `faultOf` names. */
export async function connect(tools: Tools, account: MailboxAccount): Promise<ImapFlow> {
  const { host, port, tls, user, password, signIn } = account.settings;
  const isHere = isPlayedMail(account); // within this process: nobody outside is asked for a token, and no name is looked up
  const token = async () => (isHere ? password : accessFor(tools, account));
  const access = signIn === 'password' ? { pass: password } : { accessToken: await token() };
  const [found] = isHere ? [{ address: host }] : await lineTo({ insideHosts: insideHosts(tools) }, host, port);
  if (!found) throw fault('away');
  const most = config.of({ tools }).mailMaxBytes + besideBytes;
  const client = new ImapFlow({
    host: found.address, // what was looked at, whatever the name answers a moment later
    port,
    secure: tls === 'implicit',
    ...(tls === 'starttls' && { doSTARTTLS: true }),
    ...(tls === 'off' && { doSTARTTLS: false }),
    ...nameOf(host),
    tls: { ...vouching(tools), minVersion: 'TLSv1.2' },
    auth: { user, ...access },
    ...patience,
    logger: false,
    disableAutoIdle: true,
    disableCompression: true, // a few bytes that unpack to many would pass the bounds
    clientInfo: { name: 'Parley' },
    maxIdleTime: idleMs,
    maxLineLength: besideBytes,
    maxLiteralSize: most,
    maxResponseSize: most + besideBytes,
  });
  client.on('error', () => undefined); // told by the command that failed, or by the end of the line
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    if (signIn === 'password' || (error as { authenticationFailed?: boolean }).authenticationFailed !== true) throw error;
    dropToken(tools, account); // whatever it was good for a moment ago
    throw fault('not-let-in');
  }
}

/** The name that a certificate must bear, where it is one. */
export function nameOf(host: string): { servername?: string } {
  const name = host.replace(/^\[|\]$/g, '');
  return isIP(name) === 0 ? { servername: name } : {};
}

/** Who may vouch for a mail server, where it is none of the usual ones. */
export function vouching(tools: Tools): { ca?: string } {
  const { mailboxCa } = config.of({ tools });
  return mailboxCa === '' ? {} : { ca: readFileSync(mailboxCa, 'utf8') };
}
