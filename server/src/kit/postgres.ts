// The embedded PostgreSQL under our own supervision. It outlives a killed Parley on purpose (a database is not killed for its
// client's sake): the next start finds it and adopts it. It stands outside our process group, so that Ctrl-C reaches Parley alone,
// which closes its connections first and stops the server then.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#kit/log';
import { ensureCluster, ensureSecret } from './postgres/cluster.ts';
import { stageEngine } from './postgres/engine.ts';
import { claimOwnership, giveUpOwnership, isOwner } from './postgres/owner.ts';
import { choosePort, isFree } from './postgres/port.ts';
import { clearDeadLock, isRunning, readPostmaster } from './postgres/postmaster.ts';
import { answers, type Place, startServer, stopServer, superuserUrl, watch } from './postgres/server.ts';
import { chooseUser } from './postgres/user.ts';

export type EmbeddedPostgres = {
  /** Superuser's URL of the database `postgres`: a secret. */
  readonly adminUrl: string;
  readonly port: number;
  /** True when a server that ran already was taken over or is shared with a living Parley. */
  readonly adopted: boolean;
  /** Stops the server in order (fast shutdown); leaves it alone while another living Parley owns it. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  dataDir: string;
  log: Log;
  /** Called when the server ends although nobody asked it to. */
  onExit?: () => void;
  /** Starts it again then, on the same port, so that open pools find it. */
  revive?: boolean;
  /** Settings that win over ours; for tests only. */
  settings?: Record<string, string>;
};

const patience = 60_000; // ms for a lock to be let go or a stopping server to end
const recoveryPatience = 600_000; // ms for a start that replays its log after a crash

/** Starts the server in `dataDir` (creating it on first use) or adopts the one that runs there; resolves when it answers. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const home = path.resolve(options.dataDir);
  fs.mkdirSync(home, { recursive: true, mode: 0o711 }); // others may pass through; what is secret in it has mode 600
  const user = chooseUser(fs.realpathSync(home));
  const secret = ensureSecret(home);
  const engine = stageEngine(home);
  const cluster = fs.realpathSync(await ensureCluster(home, engine, user, secret));
  const place = { home, engine, cluster, user, secret };
  const { port, adopted } = await adoptOrStart(place, options);
  claimOwnership(home);
  options.log('info', adopted ? 'postgres.adopted' : 'postgres.started', { port });
  let isStopping = false;
  let unwatch = () => {};
  const guard = () => {
    unwatch = watch(cluster, () => {
      options.onExit?.();
      if (options.revive) void revive();
    });
  };
  const revive = async () => {
    options.log('error', 'postgres.died', { port });
    const died = performance.now();
    for (let wait = 100; !isStopping && isOwner(home); wait = Math.min(5000, wait * 2)) {
      const found = await adoptOrStart(place, options, port).catch(() => undefined);
      if (found?.port === port) {
        options.log('warn', 'postgres.revived', { port });
        return guard();
      }
      // open pools know this port only: who cannot have it back had better be started anew than go on without a database
      if (found || (performance.now() - died > patience && !(await isFree(port))))
        throw new Error(`another program holds port ${port} of the database`);
      await sleep(wait);
    }
  };
  guard();
  return {
    adminUrl: superuserUrl(port, secret),
    port,
    adopted,
    async stop() {
      isStopping = true;
      unwatch();
      if (!isOwner(home)) return;
      await stopServer(place);
      giveUpOwnership(home);
      options.log('info', 'postgres.stopped');
    },
  };
}

/** With `only` it starts on that port or not at all. */
async function adoptOrStart(place: Place, options: PostgresOptions, only?: number): Promise<{ port: number; adopted: boolean }> {
  const began = performance.now();
  for (let told = false; ; await sleep(100)) {
    const waited = performance.now() - began;
    const found = readPostmaster(place.cluster);
    if (found && isRunning(place.cluster, found)) {
      if (await answers(place, found.port)) return { port: found.port, adopted: true };
      if (waited > (found.status === 'starting' ? recoveryPatience : patience)) {
        throw new Error(`a PostgreSQL (process ${found.pid}) holds ${place.cluster} and does not answer on port ${found.port}`);
      }
      continue; // it is starting or stopping
    }
    if (found && clearDeadLock(place.cluster, found)) options.log('warn', 'postgres.dead-lock-cleared', { pid: found.pid });
    if (only !== undefined && !(await isFree(only))) throw new Error(`port ${only} is taken`);
    const port = only ?? (await choosePort(place.home));
    const outcome = await startServer(place, port, options.settings ?? {}, recoveryPatience);
    if (outcome.ready) return { port, adopted: false };
    if (!outcome.again || waited > patience) throw new Error(`PostgreSQL did not start: ${outcome.said}`);
    if (!told) options.log('warn', 'postgres.waiting-for-lock');
    told = true;
  }
}
