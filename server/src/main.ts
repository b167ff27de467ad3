// Starts the house: configuration → database → tools → rooms in order → doors. Stops it in the reverse order.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { authenticateStaff } from '#access';
import { authenticateVisitor } from '#channels';
import { refuseReturnedCompanies } from '#departure';
import { stopFieldsAgain } from '#fields';
import { sayWaitingNoes } from '#gate';
import { buildHttp } from '#http';
import { markInUse, refuseLeaving, refuseOtherRoot } from '#keys';
import { type Config, config, usualUrl } from '#kit/config';
import { openPool } from '#kit/db';
import { deciders } from '#kit/decider';
import { type Holding, holdings, refuseWithoutPeriod } from '#kit/holding';
import { keepers } from '#kit/keeper';
import { type Log, log, openLog } from '#kit/log';
import { appLogin, databasePassword } from '#kit/login';
import { migrate } from '#kit/migrate';
import { outboxHolding } from '#kit/outbox';
import { clock, pool, triesConnections, triesPool, urgentConnections, urgentPool } from '#kit/pool';
import { startPostgres } from '#kit/postgres';
import { proxyWord } from '#kit/proxy-word';
import { checks } from '#kit/room';
import { settings as houseSettings } from '#kit/setting';
import { openStorage, storage } from '#kit/storage';
import type { Tools } from '#kit/tool';
import { goOnFromBefore } from '#retention';
import { authenticatePerson, refuseReturned, takeBackAgain } from '#rights';
import { authenticateKiosk } from '#stores';
import { prepareWorker, startWorker } from '#worker';
import { readiness } from './readiness.ts';
import { rooms } from './rooms.ts';

export type Parley = {
  readonly url: string;
  readonly port: number;
  readonly tools: Tools;
  readonly adminUrl: string;
  stop(): Promise<void>;
};
/** Who stands behind a token, by whose token it is. */
const authenticators = { staff: authenticateStaff, visitor: authenticateVisitor, person: authenticatePerson, kiosk: authenticateKiosk };

export type StartOptions = {
  readonly clock?: () => Date;
  readonly writeLog?: (line: string) => void;
  readonly say?: (line: string) => void;
};

/** Starts Parley and resolves when its pages answer; `stop` finishes what is under way and closes everything that was started here. */
export async function startParley(given: Config, options: StartOptions = {}): Promise<Parley> {
  const port = given.port === 0 ? await freePort() : given.port;
  const settings: Config = Object.freeze({
    ...given,
    port,
    publicUrl: (given.publicUrl || usualUrl({ ...given, port })).replace(/\/$/, ''),
  });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each().catch(() => undefined);
  };
  try {
    mkdirSync(settings.data, { recursive: true, mode: 0o711 }); // others may pass to what is theirs (the database's user), and list nothing
    mkdirSync(settings.keys, { recursive: true, mode: 0o700 });
    const adminUrl = await openDatabase(settings, logOf(options), stops);
    await refuseHalfRestored(adminUrl);
    await refuseOtherKeys(settings, adminUrl);
    const { tools, appUrl } = await openTools(settings, adminUrl, options);
    stops.push(async () => void (await Promise.all([pool, urgentPool, triesPool].map((each) => each.of({ tools }).end()))));
    await refuseReturnedCompanies(tools);
    await refuseReturned(tools);
    stops.push(await startRooms(tools));
    await takeBackAgain(tools);
    await goOnFromBefore(tools); // before fields are stopped again, which tell of it
    await stopFieldsAgain(tools);
    await sayWaitingNoes(tools);
    await refuseLeaving(settings);
    const unmark = markInUse(settings.keys, clock.of({ tools }));
    stops.push(async () => unmark());
    stops.push(await startWorker(tools, rooms, appUrl));
    const app = await buildHttp(tools, rooms, authenticators, () => readiness(tools));
    stops.push(() => app.close());
    await app.listen({ port, host: settings.host });
    return { url: settings.publicUrl, port, tools, adminUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The database for a configuration: the one it names, or the embedded one, started or adopted. Gives an administrator's URL. */
export async function openDatabase(settings: Config, write: Log, stops: (() => Promise<unknown>)[]): Promise<string> {
  if (settings.databaseUrl) return settings.databaseUrl;
  const server = await startPostgres({ dataDir: path.join(settings.data, 'postgres'), log: write, revive: true });
  stops.push(() => server.stop());
  return createDatabase(server.adminUrl, 'parley');
}

/** Until a restore is done, somebody who was erased may be in the database: no door opens. */
async function refuseHalfRestored(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ half: boolean }>(`SELECT to_regclass('public.parley_restore') IS NOT NULL AS half`);
  await client.end();
  if (rows[0]?.half) throw new Error('a restore was begun here and did not end: run `parley restore FILE` again before the start');
}

/** Before anything is written: with the wrong key folder a start would give the database's login a new password, and lock out the Parley that has the right one. */
export async function refuseOtherKeys(settings: Config, adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('public.workspace_keys') IS NOT NULL AS there`);
    if (!rows[0]?.there) return;
    await client.query(`SELECT set_config('parley.lookup', 'every-workspace', false)`); // for an administrator who is no superuser
    const roots = await client.query<{ root_id: string }>(
      "SELECT DISTINCT root_id FROM workspace_keys w WHERE to_jsonb(w)->>'own_root' IS NULL",
    );
    refuseOtherRoot(
      settings,
      roots.rows.map((row) => row.root_id),
    );
  } finally {
    await client.end();
  }
}

/** Starts the rooms in order (only the named ones when `names` is given); gives what stops them in the reverse order. */
export async function startRooms(tools: Tools, names?: readonly string[]): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    for (const room of rooms) {
      const stop = names === undefined || names.includes(room.name) ? await room.start?.(tools) : undefined;
      if (stop) stops.push(stop);
    }
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

async function createDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const exists = (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
  if (!exists) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Of every room, in the order of erasure. */
function declaredHoldings(): Holding[] {
  const own = rooms.toReversed().flatMap(({ name, holdings }) => (holdings ?? []).map((each) => ({ ...each, room: name })));
  return [outboxHolding, ...own];
}

/** Migrates the database and sets the tools of kit; the rooms' own tools are made when they start. Error where a room keeps data about somebody without a purpose or a period. */
export async function openTools(settings: Config, adminUrl: string, options: StartOptions): Promise<{ tools: Tools; appUrl: string }> {
  const declared = declaredHoldings();
  refuseWithoutPeriod(declared);
  const tools: Tools = new Map();
  const now = options.clock ?? (() => new Date());
  config.set(tools, settings);
  clock.set(tools, now);
  log.set(tools, logOf(options));
  for (const name of await migrate(adminUrl)) options.say?.(`migrated ${name}`);
  const appUrl = await appLogin(adminUrl, databasePassword(settings.keys));
  const lost = (code: string) => log.of({ tools })('warn', 'database.connection', { error: code.toLowerCase() as 'lost' });
  pool.set(tools, openPool(appUrl, settings.poolSize, lost));
  urgentPool.set(tools, openPool(appUrl, urgentConnections, lost, 0));
  triesPool.set(tools, openPool(appUrl, triesConnections, lost));
  storage.set(tools, openStorage(path.join(settings.data, 'files')));
  holdings.set(tools, declared);
  proxyWord.set(tools, { https: 0, http: 0 });
  checks.set(
    tools,
    rooms.flatMap((room) => room.checks ?? []),
  );
  houseSettings.set(
    tools,
    rooms.flatMap((room) => room.settings ?? []),
  );
  deciders.set(
    tools,
    rooms.flatMap((room) => room.deciders ?? []),
  );
  keepers.set(
    tools,
    rooms.flatMap((room) => room.keepers ?? []),
  );
  prepareWorker(tools, rooms);
  return { tools, appUrl };
}

function logOf(options: StartOptions): Log {
  return openLog(options.writeLog ?? ((line) => void process.stderr.write(line)), options.clock ?? (() => new Date()));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
