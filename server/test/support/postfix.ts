// A real relay beside the tests: Debian's Postfix, installed when we may. It takes mail of this machine, keeps what is for example.net in mailboxes, and hands on what is for others.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { freePort } from './house.ts';
import { needed } from './needed.ts';

const program = '/usr/sbin/postfix';
const nobody = 65_534;

const run = (name: string, args: readonly string[], input = ''): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['pipe', 'ignore', 'ignore'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    child.once('error', () => resolve()).once('exit', () => resolve());
    child.stdin.on('error', () => undefined).end(input);
  });

/** Whether it is here, after trying to install it as root, without a service of its own. In continuous integration it must be. */
export const hasPostfix = async (): Promise<boolean> => needed(await isHere(), 'Postfix');

async function isHere(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  if (existsSync(program)) return true;
  await run('debconf-set-selections', [], 'postfix postfix/main_mailer_type select No configuration\n');
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postfix']);
  return existsSync(program);
}

/** Starts it; `routes` says to which port of this machine mail for a domain is handed on, `boxes` who has a mailbox. */
export async function startPostfix({ boxes, routes }: { boxes: readonly string[]; routes: Readonly<Record<string, number>> }) {
  const home = mkdtempSync(path.join(tmpdir(), 'parley-postfix-'));
  const port = await freePort();
  chmodSync(home, 0o755); // its processes run as others
  for (const name of ['etc', 'spool', 'data', 'mail']) mkdirSync(path.join(home, name));
  await run('chown', ['postfix', path.join(home, 'data')]);
  await run('chown', [`${nobody}:${nobody}`, path.join(home, 'mail')]);
  const made = await generate([{ name: 'commonName', value: 'relay.example.org' }], { keyType: 'ec' });
  const file = (name: string, text: string, mode = 0o644) => writeFileSync(path.join(home, 'etc', name), text, { mode });
  file('relay.pem', made.private + made.cert, 0o600);
  file('boxes', boxes.map((box) => `${box} ${box}/\n`).join(''));
  file(
    'routes',
    Object.entries(routes)
      .map(([domain, to]) => `${domain} smtp:[127.0.0.1]:${to}\n`)
      .join(''),
  );
  file('main.cf', settings(home, Object.keys(routes)));
  file('master.cf', services(port));
  const command = (verb: string) => run(program, ['-c', path.join(home, 'etc'), verb]);
  const up = async () => {
    await command('start');
    for (let tries = 0; tries < 200 && !(await greets(port)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await up();
  return {
    port,
    up,
    down: () => command('stop'),
    /** The mails that lie in a mailbox, as they came. */
    mailsOf: (box: string): string[] => {
      const at = path.join(home, 'mail', box, 'new');
      return existsSync(at) ? readdirSync(at).map((name) => readFileSync(path.join(at, name), 'utf8')) : [];
    },
    stop: async () => {
      await command('stop');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const settings = (home: string, domains: readonly string[]): string => `
compatibility_level = 3.6
myhostname = relay.example.org
mydestination =
queue_directory = ${home}/spool
data_directory = ${home}/data
maillog_file = ${home}/spool/log
maillog_file_prefixes = ${home}
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_chain_files = ${home}/etc/relay.pem
smtpd_tls_received_header = yes
relay_domains = ${domains.join(', ')}
transport_maps = texthash:${home}/etc/routes
virtual_mailbox_domains = example.net
virtual_mailbox_base = ${home}/mail
virtual_mailbox_maps = texthash:${home}/etc/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
`;

const services = (port: number): string => `
127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
`;

/** Whether it greets. */
const greets = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('error', () => resolve(false))
      .once('data', () => {
        socket.destroy();
        resolve(true);
      });
  });
