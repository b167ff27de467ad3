// The postmaster as a process: start it away from our terminal, see whether it answers, watch it, stop it.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { programEnvironment } from './cluster.ts';
import { isRunning, readPostmaster } from './postmaster.ts';
import { serverArguments } from './settings.ts';
import type { RunAs } from './user.ts';

export type Place = { home: string; engine: string; cluster: string; user: RunAs; secret: string };
export type Outcome = { ready: true } | { ready: false; again: boolean; said: string };

const logLimit = 5_000_000; // bytes
const passing = /lock file|shared memory block|could not bind|could not create any TCP/; // a killed server is leaving, or the port was just taken

/** Starts the postmaster and waits until it is ready, it ends, or `patience` ms are over; `again` says that a second try may do. */
export async function startServer(place: Place, port: number, settings: Record<string, string>, patience: number): Promise<Outcome> {
  place.user.own(place.cluster);
  const logFile = openLogFile(place.home);
  const args = ['-D', place.cluster, ...serverArguments(port, settings)];
  const child = place.user.start(path.join(place.engine, 'bin', 'postgres'), args, {
    ...program(place),
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  fs.closeSync(logFile.fd);
  const deadline = performance.now() + patience;
  while (!ended && performance.now() < deadline) {
    const now = readPostmaster(place.cluster);
    if (now?.pid === child.pid && now?.status === 'ready') {
      child.unref();
      return { ready: true };
    }
    await sleep(15);
  }
  if (!ended) await abandon(child);
  const said = fs.readFileSync(logFile.path, 'utf8').slice(logFile.size).slice(-800);
  return { ready: false, again: passing.test(said), said };
}

/** Whether the server on `port` takes our secret and serves this very cluster. */
export async function answers(place: Place, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: superuserUrl(port, place.secret), connectionTimeoutMillis: 3000 });
  client.on('error', () => {}); // a server that ends meanwhile is simply one that does not answer
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return path.resolve(rows[0]?.data_directory ?? '') === place.cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Calls `ended` once when the server is gone; gives the function that ends the watch. It keeps no process alive. */
export function watch(cluster: string, ended: () => void): () => void {
  const started = readPostmaster(cluster);
  const timer = setInterval(() => {
    if (started && isRunning(cluster, started)) return;
    clearInterval(timer);
    ended();
  }, 500).unref();
  return () => clearInterval(timer);
}

/** Fast shutdown: sessions end, everything is written, the lock is gone when this resolves (60 s at most). */
export async function stopServer(place: Place): Promise<void> {
  const running = readPostmaster(place.cluster);
  if (!running || !isRunning(place.cluster, running)) return;
  const args = ['stop', '-D', place.cluster, '-m', 'fast', '-w', '-t', '60'];
  const child = place.user.start(path.join(place.engine, 'bin', 'pg_ctl'), args, { ...program(place), stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0 && isRunning(place.cluster, running)) throw new Error(`PostgreSQL (process ${running.pid}) did not stop in time`);
}

/** The superuser's URL of the database `postgres`. */
export function superuserUrl(port: number, secret: string): string {
  return `postgres://postgres:${secret}@127.0.0.1:${port}/postgres`;
}

function program(place: Place): { cwd: string; env: NodeJS.ProcessEnv } {
  return { cwd: process.platform === 'win32' ? place.engine : '/', env: programEnvironment(place.engine) };
}

async function abandon(child: ChildProcess): Promise<void> {
  child.kill('SIGQUIT');
  await once(child, 'exit');
}

function openLogFile(home: string): { path: string; fd: number; size: number } {
  const file = path.join(home, 'postgres.log');
  if (fs.existsSync(file) && fs.statSync(file).size > logLimit) fs.renameSync(file, `${file}.1`);
  const fd = fs.openSync(file, 'a', 0o600);
  return { path: file, fd, size: fs.fstatSync(fd).size };
}
