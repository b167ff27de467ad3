// A throw-away server of Debian's PostgreSQL 15, the oldest version Parley promises to run on.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { aptInstall } from './apt.ts';

const bin = '/usr/lib/postgresql/15/bin';

/** Starts it (installing it when root may) as the user `postgres`; `missing` says why there is none. */
export async function startDebianPostgres(): Promise<{ url: string; stop(): void } | { missing: string }> {
  if (process.getuid?.() !== 0) return { missing: 'that needs root, to install and start postgresql-15' };
  if (!fs.existsSync(bin) && !aptInstall('postgresql-15')) return { missing: 'postgresql-15 cannot be installed here' };
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-postgres-15-'));
  const secret = randomBytes(18).toString('base64url');
  const port = await freePort();
  fs.writeFileSync(path.join(home, 'secret'), `${secret}\n`, { mode: 0o600 });
  for (const file of [home, path.join(home, 'secret')]) run('chown', ['postgres:postgres', file]);
  const data = path.join(home, 'data');
  const create = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', path.join(home, 'secret'), '-E', 'UTF8'];
  asPostgres('initdb', [...create, '--locale=C.UTF-8', '--no-sync']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c fsync=off -c jit=off`;
  asPostgres('pg_ctl', ['start', '-w', '-D', data, '-l', path.join(home, 'log'), '-o', settings]);
  const stop = () => {
    asPostgres('pg_ctl', ['stop', '-w', '-m', 'immediate', '-D', data]);
    fs.rmSync(home, { recursive: true });
  };
  return { url: `postgres://postgres:${secret}@127.0.0.1:${port}/postgres`, stop };
}

function asPostgres(program: string, args: string[]): void {
  run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', path.join(bin, program), ...args]);
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${path.basename(args[3] ?? command)} failed`);
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
