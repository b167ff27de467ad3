// The relay of the sandbox: a mail server (RFC 5321) within this process, at a port of its own on this machine. Whoever does not know its secret is not let in. It takes each mail whole before it
// answers, so that also what it refuses can be looked at: at the end of DATA every reply code may stand.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export type Received = {
  /** MAIL FROM; empty for the null sender. */
  readonly from: string;
  /** RCPT TO. */
  readonly to: readonly string[];
  readonly raw: Buffer;
};
/** By a password, or as XOAUTH2 by a token. */
export type Credentials = { readonly user: string; readonly secret: string };
export type RelayEmulator = { readonly port: number; close(): Promise<void> };

const limits = { clients: 20, recipients: 20, commandBytes: 2_048, idle: 60_000, bytes: 60_000_000 };
const words: Readonly<Record<number, string>> = {
  421: 'Service not available, closing transmission channel',
  450: 'Requested mail action not taken: mailbox unavailable',
  451: 'Requested action aborted: local error in processing',
  452: 'Requested action not taken: insufficient system storage',
  550: 'Requested action not taken: mailbox unavailable',
  552: 'Requested mail action aborted: exceeded storage allocation',
};

/**
 * Starts one on a free port of this machine. `take` is handed what came and gives the reply code with which it is refused (4xx for now, 5xx for good; RFC 5321, section 4.2.1), or null: 250 is said
 * once it has resolved. The enhanced code beside it is that of RFC 3463.
 */
export async function startRelay({
  letsIn,
  take,
}: {
  letsIn: (given: Credentials) => boolean;
  take: (received: Received) => Promise<number | null>;
}): Promise<RelayEmulator> {
  const server = new SMTPServer({
    ...{ name: 'sandbox.invalid', banner: 'sandbox', logger: false, disableReverseLookup: true, hideENHANCEDSTATUSCODES: false },
    ...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'] }, // nobody is in between on this machine
    ...{ maxClients: limits.clients, maxRecipients: limits.recipients, maxCommandLength: limits.commandBytes },
    ...{ size: limits.bytes, socketTimeout: limits.idle, closeTimeout: 1 },
    onAuth({ username = '', password, accessToken }, _session, done) {
      if (letsIn({ user: username, secret: accessToken ?? password ?? '' })) done(null, { user: username });
      else done(reply(535, 'Authentication credentials invalid'));
    },
    onData(stream, { envelope }, done) {
      const { mailFrom, rcptTo } = envelope;
      const taking = async () => {
        const raw = await bytesOf(stream);
        if (!raw) return 552;
        return take({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
      };
      taking().then(
        (code) => (code === null ? done(null, 'Taken') : done(reply(code, words[code] ?? (code < 500 ? 'Try again later' : 'Refused')))),
        () => done(reply(451, words[451] ?? '')),
      );
    },
  });
  server.on('error', () => undefined); // a line that broke is the client's to tell
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What does not fit is read and thrown away, so that the answer is heard. */
async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limits.bytes) parts.length = 0;
    else parts.push(part);
  }
  return size > limits.bytes ? undefined : Buffer.concat(parts);
}

const reply = (responseCode: number, said: string): Error => Object.assign(new Error(said), { responseCode });
