import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from '#kit/postgres';
import { temporaryFolder } from '#test/folder';
import { readPostmaster } from './postmaster.ts';

const isRoot = process.getuid?.() === 0;
const source = path.resolve(import.meta.dirname, '../postgres.ts');
const open: { dataDir: string; server: EmbeddedPostgres }[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const { server } of open.splice(0)) await server.stop();
});

describe('one start after another', () => {
  test('a first start makes a safe cluster, a second one finds port and data again', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    expect(first.adopted).toBe(false);
    const wanted = {
      fsync: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      max_connections: '100',
    };
    const names = Object.keys(wanted);
    const settings = await query(first.adminUrl, 'SELECT name, setting FROM pg_settings WHERE name = ANY($1)', [names]);
    expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual(wanted);
    const locale = await query(first.adminUrl, `SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'postgres'`);
    expect(locale).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
    expect(fs.statSync(path.join(dataDir, 'superuser.secret')).mode & 0o777).toBe(0o600);
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();

    const second = await start(dataDir);
    expect(second).toMatchObject({ adopted: false, port: first.port, adminUrl: first.adminUrl });
    expect(await query(second.adminUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('nobody enters with a wrong secret', async () => {
    const { adminUrl } = await start(temporaryFolder());
    const url = new URL(adminUrl);
    url.password = 'guessed';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('a stranger on the remembered port makes the server move to another', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    await first.stop();
    const stranger = net.createServer().listen(first.port, '127.0.0.1');
    await once(stranger, 'listening');
    const second = await start(dataDir);
    stranger.close();
    expect(second.port).not.toBe(first.port);
  });
});

describe('the log of the server', () => {
  test('holds no value of a failing statement', async () => {
    const dataDir = temporaryFolder();
    const { adminUrl } = await start(dataDir);
    await query(adminUrl, 'CREATE TABLE people (mail text PRIMARY KEY, n int)');
    await query(adminUrl, `INSERT INTO people VALUES ('ada@example.com', 1)`);
    const failing = [
      [`INSERT INTO people VALUES ($1, 2)`, ['ada@example.com']],
      [`SELECT $1::uuid`, ['ada@example.com']],
      [`INSERT INTO people VALUES ('boris', 'ada@example.com')`, []],
      [`DO $$ BEGIN RAISE EXCEPTION 'ada@example.com'; END $$`, []],
      [`DO $$ BEGIN RAISE WARNING 'ada@example.com'; END $$; SELECT 'ada@example.com' FROM nowhere`, []],
    ] as const;
    for (const [sql, values] of failing) await expect(query(adminUrl, sql, [...values])).rejects.toThrow();
    const log = fs.readFileSync(path.join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('ada@');
  });
});

describe('after a kill', () => {
  test('a server whose Parley was killed is adopted, and then stopped in order', async () => {
    const dataDir = temporaryFolder();
    const parley = await startElsewhere(dataDir);
    const pid = readPostmaster(path.join(dataDir, 'cluster'))?.pid;
    parley.child.kill('SIGKILL');
    await once(parley.child, 'exit');
    const server = await start(dataDir);
    expect(server).toMatchObject({ adopted: true, port: parley.port });
    expect(readPostmaster(path.join(dataDir, 'cluster'))?.pid).toBe(pid);
    await server.stop();
    expect(readPostmaster(path.join(dataDir, 'cluster'))).toBeUndefined();
    await expect(query(server.adminUrl, 'SELECT 1')).rejects.toThrow();
  });

  test('a second Parley shares the server and leaves it running', async () => {
    const dataDir = temporaryFolder();
    const owner = await startElsewhere(dataDir);
    const guest = await start(dataDir);
    expect(guest).toMatchObject({ adopted: true, port: owner.port });
    await guest.stop();
    expect(await query(guest.adminUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    await start(dataDir); // adopts; afterEach stops it
  });

  test('a killed server is reported once, recovers, and waits for a session that still works', async () => {
    const dataDir = temporaryFolder();
    let reported = 0;
    const first = await start(dataDir, () => {
      reported += 1;
    });
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    const busy = query(first.adminUrl, 'SELECT count(*) FROM generate_series(1, 12000000) AS g(n) WHERE n % 7 = 3').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 150));
    process.kill(readPostmaster(path.join(dataDir, 'cluster'))?.pid ?? 0, 'SIGKILL');
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.adminUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await busy;
    await expect.poll(() => reported, { timeout: 3000 }).toBe(1);
  });

  test('a server whose port went to a stranger while it was down comes back on that port, where its clients look for it', async () => {
    const dataDir = temporaryFolder();
    const server = await startPostgres({ dataDir, log: () => {}, revive: true });
    open.push({ dataDir, server });
    process.kill(readPostmaster(path.join(dataDir, 'cluster'))?.pid ?? 0, 'SIGKILL');
    const stranger = await listenSoon(server.port);
    await new Promise((resolve) => setTimeout(resolve, 2500)); // it noticed, and tried
    await expect(query(server.adminUrl, 'SELECT 1')).rejects.toThrow();
    stranger.close();
    await expect.poll(() => query(server.adminUrl, 'SELECT 1 AS n').catch(() => undefined), { timeout: 20_000 }).toEqual([{ n: 1 }]);
  });

  // PostgreSQL respects a lock whose number belongs to any process of its own user: these two are such processes.
  test('a lock whose number went to a stranger does not stop a start', async () => {
    const cluster = await stoppedCluster();
    const stranger = spawn('sleep', ['60'], { ...ownerOf(cluster), stdio: 'ignore' });
    children.push(stranger);
    writeLock(cluster, stranger.pid ?? 0);
    expect((await start(path.dirname(cluster))).adopted).toBe(false);
  });

  test.runIf(process.platform === 'linux')('a lock of a zombie nobody reaps does not stop a start', async () => {
    const cluster = await stoppedCluster();
    const stdio = ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'];
    // it ends once the shell, which might reap it, is another program
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], { ...ownerOf(cluster), stdio });
    children.push(parent);
    const [pid] = await once(parent.stdout.setEncoding('utf8'), 'data');
    await expect.poll(() => fs.readFileSync(`/proc/${Number(pid)}/stat`, 'utf8')).toContain(') Z ');
    writeLock(cluster, Number(pid));
    expect((await start(path.dirname(cluster))).adopted).toBe(false);
  });
});

describe('at the same time, and as whom', () => {
  test('two first starts at once end with one server for both', async () => {
    const dataDir = temporaryFolder();
    const [one, two] = await Promise.all([startElsewhere(dataDir), startElsewhere(dataDir)]);
    expect(one.port).toBe(two.port);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    for (const { child } of [one, two]) child.kill('SIGKILL');
    await Promise.all([one, two].map(({ child }) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
    await start(dataDir);
  });

  test.runIf(process.platform === 'linux')('the server stands outside our process group, so Ctrl-C does not reach it', async () => {
    const dataDir = temporaryFolder();
    await start(dataDir);
    const group = (pid: number) => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    const pid = readPostmaster(path.join(dataDir, 'cluster'))?.pid ?? 0;
    expect(group(pid)).toBe(String(pid));
    expect(group(pid)).not.toBe(group(process.pid));
  });

  test.runIf(isRoot)('root runs it in a folder that only root may enter', async () => {
    const dataDir = path.join(temporaryFolder(0o700), 'deep', 'data');
    const server = await start(dataDir);
    expect(await query(server.adminUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(fs.statSync(path.join(dataDir, 'cluster')).uid).toBe(0);
  });

  test.runIf(isRoot && canRead(source))('an ordinary user runs it as that user', async () => {
    const dataDir = temporaryFolder();
    fs.chownSync(dataDir, 65534, 65534);
    const server = await startElsewhere(dataDir, { uid: 65534, gid: 65534 });
    expect(fs.statSync(path.join(dataDir, 'cluster')).uid).toBe(65534);
    server.child.stdin?.end();
    const [code] = await once(server.child, 'exit');
    expect(code).toBe(0);
    expect(readPostmaster(path.join(dataDir, 'cluster'))).toBeUndefined();
  });
});

async function start(dataDir: string, onExit = () => {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir, log: () => {}, onExit });
  open.push({ dataDir, server });
  return server;
}

/** Starts it in another process, which stops it in order when its input ends. */
async function startElsewhere(dataDir: string, as: { uid?: number; gid?: number } = {}) {
  const code = `
    const { startPostgres } = await import(${JSON.stringify(source)});
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    console.log(JSON.stringify({ port: server.port, adopted: server.adopted }));
    process.stdin.resume().on('end', () => server.stop());`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { ...as, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, ...(JSON.parse(line) as { port: number; adopted: boolean }) };
}

/** A listener on a port that is about to become free. */
async function listenSoon(port: number): Promise<net.Server> {
  for (;;) {
    const server = net.createServer((socket) => socket.destroy());
    const isListening = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (await isListening) return server;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function stoppedCluster(): Promise<string> {
  const dataDir = temporaryFolder();
  await (await start(dataDir)).stop();
  return path.join(dataDir, 'cluster');
}

function ownerOf(folder: string): { uid?: number; gid?: number } {
  const { uid, gid } = fs.statSync(folder);
  return isRoot ? { uid, gid } : {};
}

function writeLock(cluster: string, pid: number): void {
  const lines = [pid, cluster, 1, 1, '', '127.0.0.1', '1 1', 'ready'];
  fs.writeFileSync(path.join(cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
}

async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // the server may be killed under it
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Whether others may read the file, through every folder above it. */
function canRead(file: string): boolean {
  for (let place = path.dirname(file); place !== path.dirname(place); place = path.dirname(place)) {
    if ((fs.statSync(place).mode & 0o005) !== 0o005) return false;
  }
  return (fs.statSync(file).mode & 0o004) !== 0;
}
