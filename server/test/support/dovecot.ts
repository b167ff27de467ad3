// A real mailbox server beside the tests: Debian's Dovecot, installed when we may. It is started, killed and started again on the same ports, and mail is put into it as a delivery agent does.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ImapFlow } from 'imapflow';
import { generate } from 'selfsigned';
import { freePort } from './house.ts';
import { needed } from './needed.ts';

const program = '/usr/sbin/dovecot';
const imap = '/usr/lib/dovecot/imap';
export const password = 'a mailbox pass phrase';

/** Whether it is here, after trying to install it as root. In continuous integration it must be. */
export const hasDovecot = async (): Promise<boolean> => needed(await isHere(), 'Dovecot');

async function isHere(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  if (existsSync(program) && existsSync(imap)) return true;
  const args = ['install', '-y', '-q', '--no-install-recommends', 'dovecot-imapd'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await new Promise((resolve) => spawn('apt-get', args, { stdio: 'ignore', env }).once('error', resolve).once('exit', resolve));
  return existsSync(program) && existsSync(imap);
}

/**
 * Starts it with one user, `support@example.com`; STARTTLS on `port`, TLS on `tlsPort`, by a certificate for localhost alone. `introspection`: where it asks whether a token holds (RFC 7662), and
 * whose it is; then it lets in by XOAUTH2 as well.
 */
export async function startDovecot({ introspection }: { introspection?: string } = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'parley-dovecot-'));
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const file = (name: string, text: string, mode = 0o644) => {
    writeFileSync(path.join(home, name), text, { mode });
    return path.join(home, name);
  };
  const [cert, key] = [file('cert.pem', made.cert), file('key.pem', made.private, 0o600)];
  const users = file('users', `support@example.com:{PLAIN}${password}:65534:65534::${home}/mail::\n`);
  const oauth = introspection === undefined ? undefined : file('oauth2.conf', byToken(introspection));
  const conf = file('dovecot.conf', settings({ home, port, tlsPort, cert, key, users, oauth }));
  chmodSync(home, 0o755); // its processes run as others
  mkdirSync(path.join(home, 'mail'));
  await own(path.join(home, 'mail'));
  let child: ChildProcess | undefined;
  const up = async () => {
    child = spawn(program, ['-F', '-c', conf], { stdio: 'ignore', detached: true });
    for (let tries = 0; tries < 200 && !(await answers(port)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  /** Kills it with every process that serves a client. */
  const down = async () => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  await up();
  /** A client of the test's own. */
  const client = async (): Promise<ImapFlow> => {
    const found = new ImapFlow({
      ...{ host: 'localhost', port: tlsPort, secure: true, tls: { ca: made.cert }, logger: false, disableAutoIdle: true },
      auth: { user: 'support@example.com', pass: password },
    });
    await found.connect();
    return found;
  };
  const within = async <T>(folder: string, work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const own = await client();
    try {
      await own.mailboxOpen(folder);
      return await work(own);
    } finally {
      await own.logout();
    }
  };
  return {
    ...{ port, tlsPort, cert, pair: { cert: made.cert, key: made.private }, up, down, client, within },
    append: (folder: string, ...mails: readonly string[]) =>
      within(folder, async (own) => {
        for (const each of mails) await own.append(folder, each);
      }),
    /** Takes a folder away and makes it anew: its mails are numbered anew. */
    recreate: (folder: string) =>
      within('INBOX', async (own) => {
        await own.mailboxDelete(folder);
        await own.mailboxCreate(folder);
      }),
    /** Ids of mails in a folder, each with whether it was read. */
    list: (folder: string) =>
      within(folder, async (own) => {
        const found = await own.fetchAll('1:*', { uid: true, flags: true, envelope: true });
        return found.map(({ envelope, flags }) => ({ id: envelope?.messageId ?? null, seen: flags?.has('\\Seen') === true }));
      }),
    stop: async () => {
      await down();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
export type Dovecot = Awaited<ReturnType<typeof startDovecot>>;

const byToken = (introspection: string): string => `
introspection_mode = post
introspection_url = ${introspection}
username_attribute = username
active_attribute = active
active_value = true
`;

type Settings = { home: string; port: number; tlsPort: number; cert: string; key: string; users: string; oauth: string | undefined };
const settings = (at: Settings): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${at.home}/run
state_dir = ${at.home}/state
log_path = ${at.home}/log
ssl = yes
ssl_cert = <${at.cert}
ssl_key = <${at.key}
disable_plaintext_auth = yes
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_fsync = never
auth_mechanisms = plain${at.oauth ? ' xoauth2' : ''}
passdb {
  driver = passwd-file
  mechanisms = plain
  args = ${at.users}
}
${at.oauth ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${at.oauth}\n}\n` : ''}userdb {
  driver = passwd-file
  args = ${at.users}
}
namespace inbox {
  inbox = yes
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
  mailbox Support {
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    port = ${at.port}
  }
  inet_listener imaps {
    port = ${at.tlsPort}
  }
}
service anvil {
  client_limit = 400
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;

const own = (place: string) => new Promise((resolve) => spawn('chown', ['65534:65534', place], { stdio: 'ignore' }).once('exit', resolve));

/** Whether it greets. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('error', () => resolve(false))
      .once('data', () => {
        socket.destroy();
        resolve(true);
      });
  });
