// Opens the database of the keys at the start: reached, brought to its newest form, proved to be the one of this key folder, and used by a login that cannot bypass row-level security.
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '#kit/config';
import { openPool } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { appLogin, databasePassword, logsParameters } from '#kit/login';
import { keyStoreSeries, migrate } from '#kit/migrate';
import { makePrivateFile, readPrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { type KeyStore, keyStore } from './key-store.ts';

type Settings = Pick<Config, 'keys' | 'keysDatabaseUrl'>;
const reachMs = 10_000;
const answerMs = 2_000;
/** A network that swallows packets says nothing: without these a statement would wait for ever, and with it the rows that its caller holds in the main database. */
const heardOf = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
const bounded = { ...heardOf, query_timeout: 10_000 };
const fileIn = ({ keys }: Pick<Config, 'keys'>): string => path.join(keys, 'key-store.id');
const idIn = (settings: Settings): string | undefined => readPrivateFile(fileIn(settings))?.toString('utf8').trim();

/** The key store that the configuration names; undefined when it names none. Error in words for an operator when it cannot be reached, is another one, or is missing although keys lie in it. */
export async function openKeyStore(tools: Tools, settings: Settings & Pick<Config, 'poolSize'>): Promise<KeyStore | undefined> {
  if (settings.keysDatabaseUrl === '') {
    if (idIn(settings) === undefined) return undefined;
    throw new Error(
      'the keys of this house lie in a database of their own: set PARLEY_KEYS_DATABASE_URL, or bring them back by "parley keys move-store --back"',
    );
  }
  await prepareKeyStore(settings);
  const password = databasePassword(settings.keys, 'key-database.secret');
  const url = await appLogin(settings.keysDatabaseUrl, password, 'parley_keys');
  const lost = (code: string) => log.of({ tools })('warn', 'keys.database-connection', { error: errorCode({ code }) });
  return {
    pool: openPool(url, Math.max(2, Math.ceil(settings.poolSize / 2)), lost, 30_000, reachMs, bounded), // whoever waits here may hold rows there
    isLeft: false,
    busy: new Set(),
    onStep: () => undefined,
  };
}

/** Migrates the database of the keys and sees that it belongs to this key folder; an empty one is taken by a house that has none yet. Gives the names of migrations applied. */
export async function prepareKeyStore(settings: Settings): Promise<string[]> {
  return withKeyDatabase(settings, async (client) => {
    const applied = await migrate(settings.keysDatabaseUrl, undefined, keyStoreSeries);
    const mine = idIn(settings);
    const { rows } = await client.query<{ id: string; used: boolean }>('SELECT id, EXISTS (SELECT FROM kept_keys) AS used FROM key_house');
    const [row] = rows;
    if (row === undefined && mine !== undefined)
      throw new Error(
        'the database that PARLEY_KEYS_DATABASE_URL names is empty, but the keys of this house lie in one: name that, or restore a backup',
      );
    if (row !== undefined && row.id !== mine && (mine !== undefined || row.used))
      throw new Error(
        'the database that PARLEY_KEYS_DATABASE_URL names holds the keys of another house, or this is another key folder (PARLEY_KEYS)',
      );
    // first there, then here: whoever dies between finds a database without keys, which it takes
    const id = row?.id ?? (await claim(client, newHouse()));
    if (mine === undefined) makePrivateFile(fileIn(settings), Buffer.from(id));
    return applied;
  });
}

/** Makes an empty database of keys ready for what a backup brings; what an interrupted restore of the same backup left is cleared. Error when other keys lie there. */
export async function clearForRestore(settings: Settings, backup: string): Promise<void> {
  await withKeyDatabase(settings, async (client) => {
    await migrate(settings.keysDatabaseUrl, undefined, keyStoreSeries);
    const { rows } = await client.query<{ restoring: string | null; used: boolean }>(
      'SELECT restoring, EXISTS (SELECT FROM kept_keys) AS used FROM key_house',
    );
    if (rows[0]?.used && rows[0].restoring !== backup)
      throw new Error('the database that PARLEY_KEYS_DATABASE_URL names is not empty: restore into an empty one');
    const id = idIn(settings) ?? newHouse();
    await client.query('BEGIN');
    await client.query('TRUNCATE kept_keys');
    await client.query('DELETE FROM key_house');
    await client.query('INSERT INTO key_house (id, restoring) VALUES ($1, $2)', [id, backup]);
    await client.query('COMMIT');
    makePrivateFile(fileIn(settings), Buffer.from(id));
  });
}

/** The restore is done: from now on nobody may clear this database. */
export async function endRestore(settings: Settings): Promise<void> {
  await withKeyDatabase(settings, (client) => client.query('UPDATE key_house SET restoring = NULL'));
}

/** When the last key has gone back to the main database: the house has no key store any more, and this database is free. */
export async function leaveKeyStore(settings: Settings): Promise<void> {
  rmSync(fileIn(settings), { force: true });
  await withKeyDatabase(settings, async (client) => {
    await client.query('TRUNCATE kept_keys'); // what crashes left: nothing in the main database names any of it
    await client.query('DELETE FROM key_house');
  });
}

/** Whether the key store answers within two seconds; undefined where there is none. */
export async function keyStoreAnswers(tools: Tools): Promise<boolean | undefined> {
  const store = keyStore.of({ tools });
  if (store === undefined) return undefined;
  let late: NodeJS.Timeout | undefined;
  const answered = store.pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const silence = new Promise<false>((resolve) => {
    late = setTimeout(() => resolve(false), answerMs);
  });
  return Promise.race([answered, silence]).finally(() => clearTimeout(late));
}

/** What `doctor` asks of the database of the keys: its version, tables without row-level security, and whether its login can bypass it or has parameters logged. */
export async function keyStoreFacts(tools: Tools, settings: Settings) {
  const store = keyStore.of({ tools });
  if (store === undefined) return undefined;
  const { rows } = await store.pool.query<{ version: string; strong: boolean }>(
    "SELECT current_setting('server_version') AS version, rolbypassrls OR rolsuper AS strong FROM pg_roles WHERE rolname = current_user",
  );
  const unprotected = await withKeyDatabase(settings, (client) =>
    client.query<{ name: string }>(
      "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'parley_migrations'",
    ),
  );
  return {
    version: rows[0]?.version ?? '',
    isStrong: rows[0]?.strong ?? true,
    isLoud: await logsParameters(store.pool),
    unprotected: unprotected.rows.map((row) => row.name),
  };
}

/**
 * One moment of both databases for a backup: `main` first, then the keys, and between the two nothing leaves the key store, so that the second holds whatever the first names. Each
 * connection stands in a transaction that reads as of then; the second is undefined where there is no key store.
 */
export async function snapshotBoth(main: pg.Client, apart: pg.Client | undefined): Promise<void> {
  if (apart) {
    await main.query(`SET lock_timeout = '60s'`);
    await main.query('SELECT pg_advisory_lock(727203, 4)');
    await main.query('RESET lock_timeout');
  }
  for (const client of apart ? [main, apart] : [main]) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SELECT 1'); // the snapshot is taken by the first statement
  }
  if (apart) await main.query('SELECT pg_advisory_unlock(727203, 4)');
}

/** An administrator's connection for a backup or a restore, which ends it. */
export async function keyDatabaseClient({ keysDatabaseUrl }: Pick<Config, 'keysDatabaseUrl'>): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: keysDatabaseUrl, connectionTimeoutMillis: reachMs, ...heardOf });
  await client.connect().catch((error: unknown) => {
    throw Object.assign(new Error(`the database that PARLEY_KEYS_DATABASE_URL names cannot be reached: ${errorCode(error)}`), {
      code: 'KEY_STORE_AWAY',
    });
  });
  return client;
}

async function withKeyDatabase<T>(settings: Settings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await keyDatabaseClient(settings);
  try {
    const { rows } = await client.query<{ main: boolean }>(`SELECT to_regclass('public.workspace_keys') IS NOT NULL AS main`);
    if (rows[0]?.main) throw new Error('PARLEY_KEYS_DATABASE_URL names a database that holds data of a Parley: keys need one of their own');
    await client.query(`SELECT set_config('parley.lookup', 'every-workspace', false)`); // an administrator who is no superuser would see no key, and take a full database for an empty one
    return await work(client);
  } finally {
    await client.end();
  }
}

const newHouse = (): string => `house-${randomBytes(16).toString('hex')}`;

/** Nodes that start together share the first id. */
async function claim(client: pg.Client, id: string): Promise<string> {
  await client.query('INSERT INTO key_house (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM key_house');
  return rows[0]?.id ?? id;
}
