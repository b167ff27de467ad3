// The Parley that is killed: started by its own command in a folder of its own. Whoever holds the acknowledgements lives outside.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const cli = path.join(import.meta.dirname, '../../server/src/cli.ts');
const patience = 90_000; // ms until it must answer again
const mostFalls = 20;

export type Victim = {
  readonly url: string;
  readonly smtpPort: number;
  /** What the first start said; holds the set-up link. */
  readonly said: string;
  /** Milliseconds from the call until it answers. */
  start(): Promise<number>;
  /** Milliseconds until it answers; for a Parley that is to come back by itself. */
  awaitReady(): Promise<number>;
  kill(): Promise<void>;
  killDatabase(): void;
  /** Ends both without waiting. */
  drop(): void;
  /** How often it ended without being told to. */
  readonly falls: number;
  run(args: readonly string[]): { code: number; out: string };
  /** What its processes are started with. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  stop(): Promise<void>;
};

/** Prepares a Parley on free ports over `folder`; `imports` are modules that bend it (tests of the test). */
export async function openVictim(folder: string, more: Record<string, string>, imports: readonly string[]): Promise<Victim> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    PORT: String(port),
    PARLEY_URL: url,
    PARLEY_SMTP_PORT: String(smtpPort),
    PARLEY_DATA: folder,
    PARLEY_CONFIG: path.join(folder, 'none.json'),
    PARLEY_TRUST_PROXY: '127.0.0.1',
    ...more,
  };
  const bend = imports.flatMap((module) => ['--import', module]);
  let child: ChildProcess | undefined;
  let said = '';
  let falls = 0;
  const isReady = () =>
    fetch(`${url}/ready`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  const awaitReady = async (): Promise<number> => {
    const began = performance.now();
    while (!(await isReady())) {
      if (child?.exitCode != null) {
        falls += 1;
        console.error(`Parley ended by itself: ${said.slice(-2000)}`);
        if (falls > mostFalls) throw new Error('Parley does not stay up');
        launch(); // as a keeper of processes would
      }
      if (performance.now() - began > patience) throw new Error(`Parley does not answer: ${said.slice(-2000)}`);
      await sleep(25);
    }
    return performance.now() - began;
  };
  const killDatabase = () => {
    const pid = Number(readFileSync(path.join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
  };
  const launch = () => {
    const made = spawn(process.execPath, [...bend, cli, 'start'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-200_000);
    };
    made.stdout.on('data', hear);
    made.stderr.on('data', hear);
    child = made;
  };
  return {
    url,
    smtpPort,
    environment,
    get said() {
      return said;
    },
    get falls() {
      return falls;
    },
    start() {
      said = '';
      launch();
      return awaitReady();
    },
    awaitReady,
    async kill() {
      const dying = child;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => dying.once('exit', () => resolve()));
      dying.kill('SIGKILL');
      await ended;
    },
    killDatabase,
    drop() {
      child?.kill('SIGKILL');
      try {
        killDatabase();
      } catch {
        // it never ran, or is gone
      }
    },
    run(args) {
      try {
        return {
          code: 0,
          out: execFileSync(process.execPath, [cli, ...args], { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
        };
      } catch (error) {
        const failed = error as { status: number | null; stdout: string };
        return { code: failed.status ?? 1, out: failed.stdout };
      }
    },
    async stop() {
      const ending = child;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
