// Whose house a database of keys belongs to: which key folder (`key-store.id`), and which main database, which a copy of house and folder is not. Asked by an administrator's login, since the
// application has no right on the table that says it.
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '#kit/config';
import { errorCode } from '#kit/log';
import { keyStoreSeries, migrate } from '#kit/migrate';
import { makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';

export type Settings = Pick<Config, 'keys' | 'keysDatabaseUrl'>;
type Row = { id: string; main: string | null; restoring: string | null; used: boolean };
export const reachMs = 10_000;
export const heardOf = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
const fileIn = ({ keys }: Settings): string => path.join(keys, 'key-store.id');
/** The id of a database that a restore is filling: it becomes ours when the restore is done. */
const comingIn = ({ keys }: Settings): string => path.join(keys, 'key-store.restoring');
const read = (file: string): string | undefined => readPrivateFile(file)?.toString('utf8').trim();
/** The id in the key folder; undefined where no house took a key store. */
export const idIn = (settings: Settings): string | undefined => read(fileIn(settings));
const asked = 'SELECT id, main, restoring, EXISTS (SELECT FROM kept_keys) AS used FROM key_house';

/** What tells this main database from a copy of it: the server's own identifier (`?` where the role may not read it) and the number of the database there. A copy of the server's files has the same. */
export async function mainOf(main: Pick<pg.Pool, 'query'>): Promise<string> {
  const server = await main
    .query<{ id: string }>('SELECT system_identifier::text AS id FROM pg_control_system()')
    .catch((error: { code?: string }) => {
      if (error.code !== '42501' && error.code !== '42883') throw error;
      return { rows: [{ id: '?' }] };
    });
  const { rows } = await main.query<{ oid: string }>('SELECT oid::text FROM pg_database WHERE datname = current_database()');
  return `${server.rows[0]?.id}/${rows[0]?.oid}`;
}

/**
 * Migrates the database of the keys and sees that it belongs to this key folder and, where `main` tells it, to this main database; an empty one is taken by a house that has none yet. Gives the
 * names of migrations applied.
 */
export async function prepareKeyStore(settings: Settings, main?: string): Promise<string[]> {
  return withKeyDatabase(settings, async (client) => {
    await refuseOtherTables(client);
    const applied = await migrate(settings.keysDatabaseUrl, undefined, keyStoreSeries);
    const mine = idIn(settings);
    const [row] = (await client.query<Row>(asked)).rows;
    if (row === undefined && mine !== undefined)
      throw new Error(
        'the database that PARLEY_KEYS_DATABASE_URL names is empty, but the keys of this house lie in one: name that, or restore a backup',
      );
    if (row !== undefined && row.id !== mine && row.id !== read(comingIn(settings)) && (mine !== undefined || row.used))
      throw new Error(
        'the database that PARLEY_KEYS_DATABASE_URL names holds the keys of another house, or this is another key folder (PARLEY_KEYS)',
      );
    // first there, then here: whoever dies between finds a database without keys, which it takes
    const id = row?.id ?? (await claim(client, newHouse()));
    if (main !== undefined) await takeMain(client, main);
    if (mine === undefined && row?.restoring == null) makePrivateFile(fileIn(settings), Buffer.from(id));
    return applied;
  });
}

async function takeMain(client: pg.Client, main: string): Promise<void> {
  await client.query('UPDATE key_house SET main = $1 WHERE main IS NULL', [main]);
  const { rows } = await client.query<{ main: string }>('SELECT main FROM key_house');
  if (rows[0]?.main !== main)
    throw new Error(
      'the database that PARLEY_KEYS_DATABASE_URL names belongs to another main database than this: a copy must never see the keys of the house it was copied from, since it would take them away. Only when the main database itself was moved, and the old one will never start again: parley keys adopt-store',
    );
}

/** Ties the database of the keys to another main database than before. Error when it is not that of this key folder. */
export async function adoptKeyStore(settings: Settings, adminUrl: string): Promise<void> {
  const main = new pg.Client({ connectionString: adminUrl });
  await main.connect();
  try {
    const name = await mainOf(main);
    await prepareKeyStore(settings);
    await withKeyDatabase(settings, async (client) => {
      await client.query('BEGIN');
      await client.query('UPDATE key_house SET main = $1', [name]);
      await agreeAnew(main, client);
      await client.query('COMMIT');
    });
  } finally {
    await main.end();
  }
}

/** Both sides begin a turn that neither had: whoever else worked over these keys, from an earlier state or a copy, has it no more. A crash between leaves them apart, to be adopted again. The main one remembers when. */
async function agreeAnew(main: pg.Client, keys: pg.Client): Promise<void> {
  const [mark, turn] = [randomBytes(16).toString('hex'), 'SELECT coalesce(max(turn), 0) AS turn FROM'];
  const turns = await Promise.all([main.query<{ turn: number }>(`${turn} key_turns`), keys.query<{ turn: number }>(`${turn} key_turn`)]);
  const next = Math.max(...turns.map(({ rows }) => Number(rows[0]?.turn ?? 0))) + 1;
  await keys.query('UPDATE key_turn SET turn = $1, mark = $2, at = clock_timestamp()', [next, mark]);
  await main.query(
    'INSERT INTO key_turns (turn, mark, adopted_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT (one) DO UPDATE SET turn = $1, mark = $2, next = NULL, adopted_at = clock_timestamp()',
    [next, mark],
  );
}

/** What the next main database says holds; in a form from before there were turns there is nothing to forget. */
async function forgetTurn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(`SELECT to_regclass('public.key_turn') IS NOT NULL AS known`);
  if (rows[0]?.known) await client.query('UPDATE key_turn SET turn = 0, mark = NULL, at = NULL');
}

/** Makes an empty database of keys ready for what a backup brings, in the form that it had there (`only`); what an interrupted restore of the same backup left is cleared. Error when other keys lie there. */
export async function clearForRestore(settings: Settings, backup: string, only?: readonly { name: string; hash: string }[]): Promise<void> {
  await withKeyDatabase(settings, async (client) => {
    await refuseOtherTables(client);
    await migrate(settings.keysDatabaseUrl, only, keyStoreSeries);
    const [row] = (await client.query<Row>(asked)).rows;
    if (row?.used && row.restoring !== backup)
      throw new Error('the database that PARLEY_KEYS_DATABASE_URL names is not empty: restore into an empty one');
    const id = newHouse(); // not that of the house that was backed up: should its database live on, this key folder no longer fits it
    await client.query('BEGIN');
    await client.query('TRUNCATE kept_keys');
    await client.query('DELETE FROM key_house');
    await forgetTurn(client);
    await client.query('INSERT INTO key_house (id, restoring) VALUES ($1, $2)', [id, backup]);
    replacePrivateFile(comingIn(settings), Buffer.from(id));
    await client.query('COMMIT');
  });
}

/** The restore is done: from now on nobody may clear this database, and the key folder is that of this one. */
export async function endRestore(settings: Settings): Promise<void> {
  await withKeyDatabase(settings, (client) => client.query('UPDATE key_house SET restoring = NULL'));
  if (read(comingIn(settings)) !== undefined) renameSync(comingIn(settings), fileIn(settings));
}

/** From now on (or no longer) no key is added there, by any node: whoever is adding one has done so when this answers. */
export async function markLeaving(settings: Settings, isLeaving: boolean): Promise<void> {
  await withKeyDatabase(settings, async (client) => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE kept_keys IN SHARE ROW EXCLUSIVE MODE');
    await client.query('UPDATE key_house SET leaving = $1', [isLeaving]);
    await client.query('COMMIT');
  });
}

/** Error while the keys are on the way back to the main database: a door that opened now could make none. */
export async function refuseLeaving(settings: Settings): Promise<void> {
  if (settings.keysDatabaseUrl === '') return;
  const { rows } = await withKeyDatabase(settings, (client) => client.query<{ leaving: boolean }>('SELECT leaving FROM key_house'));
  if (rows[0]?.leaving)
    throw new Error(
      'keys are being moved back to the main database: finish "parley keys move-store --back", or undo it by "parley keys move-store"',
    );
}

/** When the last key has gone back to the main database, by a last look while none can be added: the house has no key store any more, and this database is free. False when some key is still named. */
export async function leaveKeyStore(settings: Settings, isNamed: () => Promise<boolean>): Promise<boolean> {
  return withKeyDatabase(settings, async (client) => {
    await client.query('BEGIN');
    await client.query('LOCK TABLE kept_keys IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<{ leaving: boolean }>('SELECT leaving FROM key_house');
    if (!rows[0]?.leaving || (await isNamed())) return false; // the end of the connection rolls back
    await client.query('TRUNCATE kept_keys'); // what crashes left: nothing in the main database names any of it
    await client.query('DELETE FROM key_house');
    await forgetTurn(client);
    rmSync(fileIn(settings), { force: true });
    await client.query('COMMIT');
    return true;
  });
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

/** Runs `work` by an administrator's login in the database of the keys, where it sees every row. Error when that database holds a Parley's data. */
export async function withKeyDatabase<T>(settings: Settings, work: (client: pg.Client) => Promise<T>): Promise<T> {
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

/** What else lies in a database would be readable and writable by whoever sees to it, and would go into backups. */
async function refuseOtherTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ other: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('kept_keys', 'key_house', 'key_turn', 'parley_migrations')) AS other`,
  );
  if (rows[0]?.other)
    throw new Error('the database that PARLEY_KEYS_DATABASE_URL names holds other tables: keys need an empty one of their own');
}

/** What the database itself says whose house it is: random, and the same for every node. */
export async function houseIn(settings: Settings): Promise<string> {
  const { rows } = await withKeyDatabase(settings, (client) => client.query<{ id: string }>('SELECT id FROM key_house'));
  if (rows[0] === undefined) throw new Error('the database that PARLEY_KEYS_DATABASE_URL names belongs to no house yet');
  return rows[0].id;
}

const newHouse = (): string => `house-${randomBytes(16).toString('hex')}`;

/** Nodes that start together share the first id. */
async function claim(client: pg.Client, id: string): Promise<string> {
  await client.query('INSERT INTO key_house (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM key_house');
  return rows[0]?.id ?? id;
}
